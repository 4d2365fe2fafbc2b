import { z } from 'zod';
import { today } from '../../domain/calendar.ts';
import { zoneSchema } from '../../domain/zone.ts';
import { plainText } from '../../i18n/plain-text.ts';
import { say } from '../../i18n/words.ts';
import { findConcern, listFaq, listOpenConcerns } from '../../storage/concern.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { concernData } from './concern-data.ts';

const perPage = 6;
const faqPerPage = 3;

/** /aspirasi: write one, read the FAQ, and for HR those that wait for an answer. */
export const concernsView = defineView('concerns', z.object({}), renderConcerns);

/** The open concerns for HR, the oldest first. */
export const concernListView = defineView(
  'concern-list',
  z.object({ page: z.number().int().nonnegative() }),
  screenFor('answer-concerns', renderList),
);

/** One concern for HR. The day, never the minute; a name only where it was given. */
export const concernView = defineView(
  'concern',
  z.object({ id: z.number().int() }),
  screenFor('answer-concerns', renderConcern),
);

/** ❓ Tanya jawab: what HR published, for everybody who joined. */
export const faqView = defineView(
  'faq',
  z.object({ page: z.number().int().nonnegative() }),
  screenFor('view-faq', renderFaq),
);

async function renderConcerns(scene: Scene): Promise<Screen> {
  const forHr = allowed('answer-concerns')(scene.actor);
  const { total } = forHr ? await listOpenConcerns(scene.tx, { page: 0, size: 1 }) : { total: 0 };
  return {
    lines: [
      say('concern.title'),
      '',
      say('concern.about'),
      ...(forHr ? ['', say('concern.open-count', { total })] : []),
    ],
    buttons: [
      ...(forHr ? [[{ label: say('concern.to-list'), data: concernData.list(0) }]] : []),
      [{ label: say('concern.new'), data: concernData.write() }],
      [{ label: say('concern.faq'), data: concernData.faq(0) }],
      [menuButton],
    ],
  };
}

async function renderList(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const { total, concerns } = await listOpenConcerns(scene.tx, { page, size: perPage });
  return {
    lines: [say('concern.list'), '', total === 0 ? say('concern.list-none') : say('concern.open-count', { total })],
    buttons: [
      ...concerns.map(({ id, text }) => [
        { label: say('concern.line', { number: id, text: plainText(text) }), data: concernData.show(id) },
      ]),
      ...pageRow({ page, size: perPage, total, data: concernData.list }),
      [{ label: say('menu.aspirasi'), data: commandData('aspirasi') }, menuButton],
    ],
  };
}

async function renderConcern(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const concern = await findConcern(scene.tx, id);
  if (!concern) return { lines: [say('refusal.concern-gone')], buttons: [[menuButton]] };
  const { from, text, at, answer, faqQuestion } = concern;
  const date = { date: today(zoneSchema.parse(scene.settings.timeZone), at) };
  return {
    lines: [
      say('concern.heading', { number: id, date }),
      from ? say('concern.from', { name: from.name, nip: from.nip ?? '–' }) : say('concern.from-nobody'),
      '',
      text === '' ? say('retention.erased-text') : say('concern.text', { text: { html: text } }),
      ...(answer ? ['', say('concern.answer', { answer: { html: answer } })] : []),
      ...(faqQuestion === null ? [] : ['', say('concern.in-faq', { question: { html: faqQuestion } })]),
    ],
    buttons: [
      ...(answer === null
        ? [[{ label: say('concern.give-answer'), data: concernData.answer(id) }]]
        : [
            faqQuestion === null
              ? [{ label: say('concern.publish'), data: concernData.publish(id) }]
              : [{ label: say('concern.unpublish'), data: concernData.unpublish(id) }],
          ]),
      [{ label: say('concern.to-list'), data: concernData.list(0) }, menuButton],
    ],
  };
}

async function renderFaq(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const { total, entries } = await listFaq(scene.tx, { page, size: faqPerPage });
  return {
    lines: [
      say('concern.faq-title'),
      ...(total === 0 ? ['', say('concern.faq-none')] : []),
      ...entries.flatMap(({ question, answer }) => [
        '',
        say('concern.faq-entry', { question: { html: question }, answer: { html: answer } }),
      ]),
    ],
    buttons: [
      ...pageRow({ page, size: faqPerPage, total, data: concernData.faq }),
      [{ label: say('concern.new'), data: concernData.write() }],
      [menuButton],
    ],
  };
}
