import type { Framework, Indicator } from '../domain/framework.ts';
import type { GroupKind } from '../domain/group.ts';
import { say, type Words } from '../i18n/words.ts';
import { rowsOf } from './choice-step.ts';
import { evidenceNeed, meetsNeed } from './evidence-step.ts';
import { backingOf, evidenceStepId, isRated, ratingOf, ratingStepId } from './rating-answer.ts';
import type { Aside } from './rating-step.ts';
import type { Answers, Step } from './step.ts';

export const summaryStepId = 'summary';
const goOnAction = 'go-on';

export interface SummaryOptions {
  readonly framework: Framework;
  readonly indicators: readonly Indicator[];
  readonly group: GroupKind;
  /** Words above the list and on the button that goes on. */
  readonly heading: Words;
  readonly goOn: Words;
  /** What counts besides the answers, under them. */
  readonly below?: Aside | null;
  /** Whether going on ends the conversation, or leads to the next step. */
  readonly ends: boolean;
}

/** Every answer on one screen; a tap on one changes it and comes back here. Goes on only when every indicator is answered and has the evidence it needs. */
export function summaryStep({ framework, indicators, group, heading, goOn, ends, below = null }: SummaryOptions): Step {
  return {
    id: summaryStepId,
    counted: false,
    applies: () => true,
    ask: ({ answers }) => ({
      lines: [
        heading,
        '',
        ...indicators.map((indicator, index) => line(framework, indicator, index, answers)),
        ...(below ? ['', ...below.lines] : []),
        '',
        say('summary.change'),
      ],
      buttons: [
        ...rowsOf(
          indicators.map(({ name }, index) => ({
            label: say('summary.change-one', { number: index + 1, indicator: name }),
            action: `n${index}`,
          })),
          // Telegram shows a keyboard of twelve rows well, and two of them or three are below these.
          Math.ceil(indicators.length / (below ? 9 : 10)),
        ),
        ...(below?.buttons ?? []),
        [{ label: goOn, action: goOnAction }],
      ],
    }),
    read: (input, { answers }) => {
      if (input.kind !== 'press') return { kind: 'again', why: say('dialogue.choose-button') };
      const chosen = indicators.find((_, index) => input.action === `n${index}`);
      if (chosen) return { kind: 'visit', stepId: ratingStepId(chosen.id) };
      if (input.action !== goOnAction) return { kind: 'again', why: say('dialogue.choose-button') };
      const open = indicators.find((indicator) => !isRated(framework, answers, indicator.id));
      if (open) return { kind: 'visit', stepId: ratingStepId(open.id) };
      const bare = indicators.find(
        (indicator) => !meetsNeed(evidenceNeed(framework, indicator, group, answers), backingOf(answers, indicator.id)),
      );
      if (bare) return { kind: 'visit', stepId: evidenceStepId(bare.id) };
      return ends ? { kind: 'finish' } : { kind: 'answer', answer: true };
    },
  };
}

function line(framework: Framework, indicator: Indicator, index: number, answers: Answers): Words {
  const level = ratingOf(answers, indicator.id);
  const backing = backingOf(answers, indicator.id);
  const label = framework.scale.find((each) => each.level === level)?.label;
  return say('summary.line', {
    number: index + 1,
    indicator: indicator.name,
    answer:
      level === null
        ? say('rating.not-observed')
        : label && level !== undefined
          ? say('rating.level', { level, label })
          : '–',
    marks: `${backing.comment === null ? '' : ' 💬'}${backing.items.length === 0 ? '' : ` 📎${backing.items.length}`}`,
  });
}
