import {
  announcedRecognition,
  announcementOf,
  broadcastFlow,
  chosenAudience,
  confirmStepId,
  draftButton,
  draftOf,
  messageStepId,
  unitStepId,
  writtenMessage,
} from '../../dialogue/flows/broadcast.ts';
import type { MessageAnswer } from '../../dialogue/message-step.ts';
import type { Answers } from '../../dialogue/step.ts';
import type { Audience } from '../../domain/audience.ts';
import type { BroadcastButton } from '../../domain/broadcast-button.ts';
import { translate } from '../../i18n/translate.ts';
import { say, type Words } from '../../i18n/words.ts';
import { type BroadcastContent, countReach, createBroadcast } from '../../storage/broadcast.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { markAnnounced } from '../../storage/recognition.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import type { ConversationKind, Finished, OpenedConversation, Outcome } from '../core/feature.ts';
import { foundUnits } from '../core/found-units.ts';
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
  readonly button?: BroadcastButton;
  /** The accepted nomination it announces: it is sent only while the nominee agrees, and once (UU 27/2022). */
  readonly recognitionId?: number;
}

/** Begins a broadcast with a draft that is there already, in place of an earlier one: HR sees it, takes it as it is or writes another, then chooses whom it is for as always. */
export async function startBroadcast(scene: Scene, { words, button, recognitionId }: ReadyBroadcast): Promise<Outcome> {
  const html = words.map((line) => translate(scene.actor.locale, line)).join('\n');
  const answers = { ...draftOf({ html, file: null }, button ?? null), ...announcementOf(recognitionId) };
  return startConversation(scene, composeBroadcast, '', { afresh: true, answers });
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
    units: stepId === unitStepId ? await foundUnits(scene, unitStepId, answers) : { items: [], total: 0 },
    reach: confirming ? await reachLines(scene, audience) : [],
  });
  return {
    ok: true,
    flow,
    heading: [],
    ...(shown && { ahead: [broadcastCopy(contentOf(shown, answers), previewId, scene.actor.locale)] }),
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
  const recognitionId = announcedRecognition(answers);
  if (recognitionId !== null && !(await markAnnounced(scene.tx, recognitionId, scene.now)))
    return { kind: 'refused', why: say('recognition.no-consent') };
  const broadcast = await createBroadcast(scene.tx, {
    content: contentOf(message, answers),
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

function contentOf({ html, file }: MessageAnswer, answers: Answers): BroadcastContent {
  const button = draftButton(answers);
  return { html, ...(file && { file }), ...(button && { button }) };
}
