import { closingDate, openPollFlow, publishPollFlow, weDo } from '../../dialogue/flows/open-poll.ts';
import type { Answers } from '../../dialogue/step.ts';
import { takesVotes } from '../../domain/poll.ts';
import { refuse, say } from '../../i18n/words.ts';
import { closePoll, countVoters, findPoll, openPoll, type PollRow, tallyPoll } from '../../storage/poll.ts';
import { type ReadyBroadcast, startBroadcast } from '../broadcast/compose-broadcast.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { officeToday } from '../core/office-today.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { pollData } from './poll-data.ts';
import { pollReportView } from './poll-report-views.ts';
import { invitationWords, summaryWords } from './poll-words.ts';

/** Opening a poll; its subject is the framework's key. It ends in the invitation, as a broadcast to look at and send. */
export const openPollKind: ConversationKind = { flow: 'poll-open', open: openOpening, finish: finishOpening };

/** "What you said, what we do"; its subject is the poll's id. */
export const publishPollKind: ConversationKind = {
  flow: 'poll-publish',
  open: openPublishing,
  finish: finishPublishing,
};

async function openOpening(scene: Scene, key: string): Promise<OpenedConversation> {
  const why = refusalFor(scene.actor, 'manage-poll');
  if (why) return { ok: false, why };
  const framework = scene.settings.frameworks.get(key);
  if (!framework) return { ok: false, why: refuse('framework-gone') };
  const flow = openPollFlow({
    title: framework.title,
    indicators: framework.indicators.length,
    today: officeToday(scene),
    leave: { label: say('poll.leave'), data: pollData.home(key) },
  });
  return { ok: true, flow, heading: [] };
}

async function finishOpening(scene: Scene, key: string, answers: Answers): Promise<Finished> {
  const framework = scene.settings.frameworks.get(key);
  const closesOn = closingDate(answers);
  const today = officeToday(scene);
  if (!framework || closesOn === null) return { kind: 'refused', why: refuse('framework-gone') };
  if (closesOn < today) return { kind: 'refused', why: say('date.too-early', { date: { date: today } }) };
  const id = await openPoll(scene.tx, { framework, closesOn, today, now: scene.now });
  if (id === null) return { kind: 'refused', why: refuse('poll-open-already', { title: framework.title }) };
  await audit(scene, 'poll-opened', { detail: { pollId: id, framework: key, closesOn } });
  const outcome = await startBroadcast(scene, invitationTo({ id, framework, closesOn }));
  return { kind: 'done', outcome: outcome.kind === 'show' ? { ...outcome, note: say('poll.opened') } : outcome };
}

/** The invitation of an open poll once more: for those who joined since, or when its broadcast was put off. */
export async function invite(scene: Scene, id: number): Promise<Outcome> {
  const poll = await findPoll(scene.tx, id);
  if (!poll || !takesVotes(poll, officeToday(scene))) return show(pollReportView.of({ id }));
  return startBroadcast(scene, invitationTo(poll));
}

/** An invitation to a poll, ready to be sent to many. */
export function invitationTo({
  id,
  framework,
  closesOn,
}: Pick<PollRow, 'id' | 'framework' | 'closesOn'>): ReadyBroadcast {
  return { words: invitationWords(framework, closesOn), button: { kind: 'poll', pollId: id } };
}

/** Closes a poll before its last day; pressed twice, it says how it stands. */
export async function close(scene: Scene, id: number): Promise<Outcome> {
  const poll = await findPoll(scene.tx, id);
  if (!poll) return tell(refuse('poll-gone'));
  if (!takesVotes(poll, officeToday(scene)) || !(await closePoll(scene.tx, id, scene.now)))
    return show(pollReportView.of({ id }));
  await audit(scene, 'poll-closed', { detail: { pollId: id, framework: poll.frameworkKey } });
  return show(pollReportView.of({ id }), say('poll.did-close'));
}

async function openPublishing(scene: Scene, subject: string): Promise<OpenedConversation> {
  const why = refusalFor(scene.actor, 'manage-poll');
  if (why) return { ok: false, why };
  const poll = await findPoll(scene.tx, Number(subject));
  if (!poll) return { ok: false, why: refuse('poll-gone') };
  // What was said shows once nothing can be added to it.
  if (takesVotes(poll, officeToday(scene)))
    return { ok: false, why: refuse('poll-still-open', { date: { date: poll.closesOn } }) };
  const leave = { label: say('poll.to-report'), data: pollData.report(poll.id) };
  return { ok: true, flow: publishPollFlow(leave), heading: [] };
}

async function finishPublishing(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const poll = await findPoll(scene.tx, Number(subject));
  if (!poll) return { kind: 'refused', why: refuse('poll-gone') };
  const words = summaryWords(
    poll.framework,
    await countVoters(scene.tx, poll.id),
    await tallyPoll(scene.tx, poll.id),
    weDo(answers),
  );
  return { kind: 'done', outcome: await startBroadcast(scene, { words }) };
}
