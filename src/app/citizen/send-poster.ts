import { z } from 'zod';
import { topOf } from '../../domain/framework.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { UnitPoster } from '../../report/unit-poster.ts';
import { findUnitWithCode, type RatedUnit } from '../../storage/citizen-unit.ts';
import { audit } from '../core/audit.ts';
import { defineAction, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import type { Scene } from '../core/scene.ts';
import { frameworkInUse } from '../framework/framework-in-use.ts';
import { sendToSelf } from '../people/send-to-self.ts';
import { type PosterForm, posterForms, serviceLink } from './citizen-data.ts';
import { unitServiceView } from './unit-service-view.ts';

/** Sends HR the poster of a unit's code of today as a document, in HR's language. */
export const posterAction = defineAction(
  'service.poster',
  z.tuple([numberArg, z.enum(posterForms)]),
  pressFor('manage-service', (scene, [unitId, form]: readonly [number, PosterForm]) => sendPoster(scene, unitId, form)),
);

async function sendPoster(scene: Scene, unitId: number, form: PosterForm): Promise<Outcome> {
  const unit = await findUnitWithCode(scene.tx, unitId);
  if (!unit?.code) return show(unitServiceView.of({ unitId }));
  const poster = await posterOf(scene, { ...unit, code: unit.code });
  // Loaded by whoever asks for the first poster: PDF and QR take more memory than the rest of the bot.
  const { unitPosterPdf, unitPosterPng } = await import('../../report/unit-poster.ts');
  const bytes = form === 'png' ? unitPosterPng(poster) : await unitPosterPdf(poster);
  await sendToSelf(scene, {
    lines: [say('service.poster-caption', { unit: unit.name })],
    buttons: [],
    file: { as: 'document', name: `poster-${fileName(unit.name)}.${form}`, bytes },
  });
  await audit(scene, 'service-poster-sent', { detail: { unitId, form } });
  return show(unitServiceView.of({ unitId }), say('service.poster-sent'));
}

async function posterOf(scene: Scene, unit: RatedUnit): Promise<UnitPoster> {
  const plain = (words: Words) => translatePlain(scene.actor.locale, words);
  const framework = await frameworkInUse(scene);
  const lowest = Math.min(...(framework?.scale.map(({ level }) => level) ?? [1]));
  return {
    headline: plain(say('poster.headline')),
    unit: unit.name,
    steps: [
      plain(say('poster.scan')),
      plain(framework === null ? say('poster.choose-plain') : say('poster.choose', { lowest, top: topOf(framework) })),
      plain(say('poster.write')),
    ],
    link: serviceLink(scene.botUsername, unit.code),
    note: plain(say('poster.note')),
  };
}

/** The unit's name as part of a file's: letters and digits, the rest as dashes. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'unit' : plain.slice(0, 60).toLowerCase();
}
