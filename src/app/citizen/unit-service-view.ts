import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { countHeldComments } from '../../storage/citizen-rating.ts';
import { findUnitWithCode, savePublicCode } from '../../storage/citizen-unit.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { citizenData, serviceLink } from './citizen-data.ts';
import { publicFigure } from './public-figure.ts';
import { makeServiceCode, serviceCodeArg } from './service-code.ts';

const unitArgs = z.object({ unitId: z.number().int() });
type Unit = z.output<typeof unitArgs>;

/** A unit's service for HR: link, posters, how many rated, the average, comments. */
export const unitServiceView = defineView('unit-service', unitArgs, screenFor('manage-service', renderUnit));

/** Asks once more before posters that hang in offices stop working. */
export const changeCodeView = defineView('service-code-change', unitArgs, screenFor('manage-service', renderChange));

export const openUnitService = defineAction(
  'service.unit',
  z.tuple([numberArg]),
  pressFor('manage-service', async (_scene, [unitId]: readonly [number]) => show(unitServiceView.of({ unitId }))),
);

/** Makes the first code of a unit; a second tap finds it made. */
export const makeCode = defineAction(
  'service.code',
  z.tuple([numberArg]),
  pressFor('manage-service', (scene, [unitId]: readonly [number]) => giveCode(scene, unitId, null)),
);

export const askChangeCode = defineAction(
  'service.ask',
  z.tuple([numberArg]),
  pressFor('manage-service', async (_scene, [unitId]: readonly [number]) => show(changeCodeView.of({ unitId }))),
);

/** Replaces exactly the code that was asked about, so that a second tap does not replace the new one. */
export const changeCode = defineAction(
  'service.change',
  z.tuple([numberArg, serviceCodeArg]),
  pressFor('manage-service', (scene, [unitId, code]: readonly [number, string]) => giveCode(scene, unitId, code)),
);

async function giveCode(scene: Scene, unitId: number, instead: string | null): Promise<Outcome> {
  if (!(await savePublicCode(scene.tx, unitId, { code: makeServiceCode(), instead })))
    return show(unitServiceView.of({ unitId }));
  await audit(scene, instead === null ? 'service-code-made' : 'service-code-changed', { detail: { unitId } });
  return show(unitServiceView.of({ unitId }), say(instead === null ? 'service.code-made' : 'service.code-changed'));
}

async function renderUnit(scene: Scene, { unitId }: Unit): Promise<Screen> {
  const unit = await findUnitWithCode(scene.tx, unitId);
  if (!unit) return { lines: [say('service.unit-gone')], buttons: [...wayBack] };
  const { lines, ever } = await publicFigure(scene, unitId);
  const held = await countHeldComments(scene.tx);
  return {
    lines: [
      say('service.unit', { unit: unit.path }),
      '',
      unit.code === null
        ? say('service.no-code')
        : say('service.link', { link: serviceLink(scene.botUsername, unit.code) }),
      '',
      say('service.ever', { count: ever }),
      ...lines,
    ],
    buttons: [
      ...codeButtons(unit.id, unit.code),
      [{ label: say('service.comments'), data: citizenData.comments(unit.id, 0) }],
      ...(held > 0 ? [[{ label: say('service.held', { count: held }), data: citizenData.held(0) }]] : []),
      ...wayBack,
    ],
  };
}

function codeButtons(unitId: number, code: string | null): readonly (readonly ScreenButton[])[] {
  if (code === null) return [[{ label: say('service.make-code'), data: citizenData.makeCode(unitId) }]];
  return [
    [
      { label: say('service.poster-png'), data: citizenData.poster(unitId, 'png') },
      { label: say('service.poster-pdf'), data: citizenData.poster(unitId, 'pdf') },
    ],
    [{ label: say('service.change-code'), data: citizenData.askChange(unitId) }],
  ];
}

async function renderChange({ tx }: Scene, { unitId }: Unit): Promise<Screen> {
  const unit = await findUnitWithCode(tx, unitId);
  if (!unit?.code) return { lines: [say('service.no-code')], buttons: [...wayBack] };
  return {
    lines: [say('service.ask-change', { unit: unit.path })],
    buttons: [
      [{ label: say('service.yes-change'), data: citizenData.changeCode(unitId, unit.code) }],
      [{ label: say('service.no-change'), data: citizenData.unit(unitId) }],
    ],
  };
}

const wayBack: readonly (readonly ScreenButton[])[] = [
  [{ label: say('service.other-unit'), data: citizenData.find() }, menuButton],
];
