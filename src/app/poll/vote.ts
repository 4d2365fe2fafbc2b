import { answersOf, pollFlow, votesIn } from '../../dialogue/flows/poll.ts';
import type { Answers } from '../../dialogue/step.ts';
import { say } from '../../i18n/words.ts';
import { findOwnVotes, findPoll, findPollForVote, saveVotes } from '../../storage/poll.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, type Outcome, show } from '../core/feature.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { pollIsOver, pollView } from './poll-view.ts';

/** Answering a poll; its subject is the poll's id. */
export const voteKind: ConversationKind = { flow: 'poll', open, finish };

/** Begins with what one said before, if one did, or goes on with what is not sent yet. */
export async function vote(scene: Scene, id: number): Promise<Outcome> {
  const { employee } = scene.actor;
  const before = employee ? await findOwnVotes(scene.tx, id, employee.id) : [];
  return startConversation(scene, voteKind, String(id), { answers: answersOf(before) });
}

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const forbidden = refusalFor(scene.actor, 'vote-in-poll');
  if (forbidden) return { ok: false, why: forbidden };
  const poll = await findPoll(scene.tx, Number(subject));
  const over = pollIsOver(scene, poll);
  return poll && !over
    ? { ok: true, flow: pollFlow(poll.framework), heading: [] }
    : { ok: false, why: over ?? say('conversation.over') };
}

/** The trail says that somebody answered, never what. */
async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const poll = await findPollForVote(scene.tx, Number(subject));
  const over = pollIsOver(scene, poll);
  const { employee } = scene.actor;
  if (!poll || over || !employee) return { kind: 'refused', why: over ?? say('conversation.over') };
  await saveVotes(scene.tx, poll.id, employee.id, votesIn(poll.framework, answers), scene.now);
  await audit(scene, 'poll-answered', { detail: { pollId: poll.id, framework: poll.frameworkKey } });
  return { kind: 'done', outcome: show(pollView.of({ id: poll.id }), say('poll.thanks')) };
}
