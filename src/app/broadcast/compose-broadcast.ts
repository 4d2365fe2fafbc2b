import {
  broadcastFlow,
  chosenAudience,
  confirmStepId,
  draftOf,
  messageStepId,
  unitStepId,
  writtenMessage,
} from '../../dialogue/flows/broadcast.ts';
import type { MessageAnswer } from '../../dialogue/message-step.ts';
import { type FoundPage, foundPerPage, searchOf } from '../../dialogue/search-step.ts';
import type { Answers } from '../../dialogue/step.ts';
import type { Audience } from '../../domain/audience.ts';
import { translate } from '../../i18n/translate.ts';
import { say, type Words } from '../../i18n/words.ts';
import { type BroadcastContent, countReach, createBroadcast } from '../../storage/broadcast.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { searchUnits } from '../../storage/unit.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import type { ConversationKind, Finished, OpenedConversation, Outcome } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { audienceWords } from './audience-words.ts';
import { broadcastCopy, previewId } from './broadcast-copy.ts';
import { durationWords } from './duration-words.ts';

/** Writing a broadcast: the draft is a conversation like any other until it is confirmed, and gone then, so it can be confirmed once only. */
export const composeBroadcast: ConversationKind = { flow: 'broadcast', open, finish };

/** What a broadcast begins with when its words are there already. */
export interface ReadyBroadcast {
  /** Each becomes a line, in the language of whoever composes; together at most 4,096 characters. */
  readonly words: readonly Words[];
}

/** Begins a broadcast with a draft that is there already, in place of an earlier one: HR sees it, takes it as it is or writes another, then chooses whom it is for as always. */
export async function startBroadcast(scene: Scene, { words }: ReadyBroadcast): Promise<Outcome> {
  const html = words.map((line) => translate(scene.actor.locale, line)).join('\n');
  return startConversation(scene, composeBroadcast, '', { afresh: true, answers: draftOf({ html, file: null }) });
}

/** What the open step shows is looked up for it alone: the page of units, or the preview and the count of recipients. */
async function open(scene: Scene): Promise<OpenedConversation> {
  const refusal = refusalFor(scene.actor, 'broadcast');
  if (refusal) return { ok: false, why: refusal };
  const draft = await findConversationAbout(scene.tx, scene.actor.telegramId, composeBroadcast.flow, '');
  const { stepId = '', answers = {} } = draft?.progress ?? {};
  const message = writtenMessage(answers);
  const audience = chosenAudience(answers);
  const confirming = stepId === confirmStepId && message !== null && audience !== null;
  const shown = confirming || stepId === messageStepId ? message : null;
  const flow = broadcastFlow({
    units: stepId === unitStepId ? await findUnits(scene, answers) : { items: [], total: 0 },
    reach: confirming ? await reachLines(scene, audience) : [],
  });
  return {
    ok: true,
    flow,
    heading: [],
    ...(shown && { ahead: [broadcastCopy(contentOf(shown), previewId, scene.actor.locale)] }),
  };
}

async function findUnits(scene: Scene, answers: Answers): Promise<FoundPage> {
  const { text, page } = searchOf(unitStepId, answers);
  const { units, total } = await searchUnits(scene.tx, { text, skip: page * foundPerPage, take: foundPerPage });
  return {
    total,
    items: units.map(({ id, path }) => ({
      value: `u${id}`,
      // The end of a path tells units apart; the whole does not fit on a button.
      label: path.split(' / ').slice(-2).join(' / '),
      answer: { unitId: id, unitPath: path },
    })),
  };
}

async function reachLines(scene: Scene, audience: Audience): Promise<readonly Words[]> {
  const { joined, blocked, notJoined } = await countReach(scene.tx, audience);
  const reachable = joined - blocked;
  return [
    say('broadcast.reach', { audience: audienceWords(audience), joined: reachable }),
    ...(notJoined > 0 ? [say('broadcast.reach-not-joined', { count: notJoined })] : []),
    ...(blocked > 0 ? [say('broadcast.reach-blocked', { count: blocked })] : []),
    say('broadcast.reach-duration', { duration: durationWords(reachable, scene.settings.sendRate) }),
  ];
}

async function finish(scene: Scene, _subject: string, answers: Answers): Promise<Finished> {
  const message = writtenMessage(answers);
  const audience = chosenAudience(answers);
  if (message === null || audience === null) return { kind: 'refused', why: say('broadcast.incomplete') };
  const reach = await countReach(scene.tx, audience);
  const reachable = reach.joined - reach.blocked;
  if (reachable === 0) return { kind: 'refused', why: say('broadcast.nobody') };
  const broadcast = await createBroadcast(scene.tx, {
    content: contentOf(message),
    audience,
    reach,
    createdBy: scene.actor.telegramId,
    now: scene.now,
  });
  await audit(scene, 'broadcast-sent', {
    detail: {
      broadcastId: broadcast.id,
      audience: audience.kind,
      ...(audience.kind === 'unit' && { unitId: audience.unitId }),
      ...(audience.kind === 'role' && { role: audience.role }),
      ...(audience.kind === 'unfinished' && { task: audience.task }),
      recipients: broadcast.recipients,
      notJoined: broadcast.notJoined,
    },
  });
  return {
    kind: 'done',
    outcome: tell(say('broadcast.started', { recipients: reachable })),
  };
}

function contentOf({ html, file }: MessageAnswer): BroadcastContent {
  return file === null ? { html } : { html, file };
}
