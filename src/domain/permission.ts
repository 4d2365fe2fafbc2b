/** Who acts. Facts of the moment, taken from the database in the transaction that acts. */
export interface ActorFacts {
  /** The actor's own row on the roster; null for a newcomer, for a chat that was cut off, and for HR without a row. */
  readonly employeeId: number | null;
  /** False once HR took the person off the roster. Without meaning when `employeeId` is null. */
  readonly active: boolean;
  /** From the roster's role or from HR_TELEGRAM_IDS. */
  readonly hr: boolean;
  /** Has staff on the roster now, or an appraisal to rate in an open period. */
  readonly leads: boolean;
  /** The supervisors whose delegate they are today (/delegasi); left out means none. */
  readonly standsInFor?: readonly number[];
  /** Their own direct superior today; null at the top, left out where it does not matter. */
  readonly superiorId?: number | null;
}

/** The appraisal an act is about. */
export interface Relation {
  readonly employeeId: number;
  /** Who assesses, frozen when the period opened; null when the roster named nobody. */
  readonly raterId: number | null;
  /** The employee's direct superior today; null at the top. */
  readonly supervisorId: number | null;
  /** HR released the result. Before that nobody but the supervisor sees the supervisor's part. */
  readonly released: boolean;
  /** Who hears the objection the act is about; left out or null when there is none. */
  readonly hearerId?: number | null;
  /** The system asked the actor to rate it as a peer; left out means no. */
  readonly askedAsPeer?: boolean;
  /** Who nominated the employee, in an act about a recognition; left out or null in any other. */
  readonly nominatorId?: number | null;
  /** Why HR looks at one person, for the audit trail; empty or left out when no reason was given. */
  readonly reason?: string;
}

/**
 * What an actor is in an act. `subject`: the appraisal is their own; `former-subject`: the same, off the roster; `rater`: frozen
 * as the one who assesses; `delegate`: acts in the rater's stead today; `supervisor`: the rater or the superior of today; `hearer`: named to decide an objection; `peer`:
 * asked to rate the employee unnamed; `nominator`: proposed the recognition.
 */
export const roles = [
  'newcomer',
  'employee',
  'leader',
  'hr',
  'subject',
  'former-subject',
  'rater',
  'delegate',
  'supervisor',
  'hearer',
  'peer',
  'nominator',
] as const;

export type Role = (typeof roles)[number];

/** Why an act is refused; also the key of the words for it. */
export type PermissionRefusal =
  | 'join-first'
  | 'hr-only'
  | 'supervisors-only'
  | 'not-your-appraisal'
  | 'not-your-staff'
  | 'not-your-hearing'
  | 'not-your-plan'
  | 'not-your-dialogue'
  | 'not-your-request'
  | 'not-your-recognition'
  | 'own-recognition'
  | 'own-conflict'
  | 'not-released'
  | 'reason-needed';

interface Policy {
  readonly allow: readonly Role[];
  readonly refuse: PermissionRefusal;
  /** Further conditions, each with its own refusal. */
  readonly needs?: readonly ('not-released' | 'reason-needed' | 'own-recognition' | 'own-conflict')[];
}

const everyone = {
  allow: ['newcomer', 'employee', 'former-subject', 'hr'],
  refuse: 'join-first',
} as const satisfies Policy;
const joined = { allow: ['employee', 'hr'], refuse: 'join-first' } as const satisfies Policy;
const hrOnly = { allow: ['hr'], refuse: 'hr-only' } as const satisfies Policy;
const own = { allow: ['subject'], refuse: 'not-your-appraisal' } as const satisfies Policy;
const ownResult = {
  allow: ['subject', 'former-subject'],
  refuse: 'not-your-appraisal',
  needs: ['not-released'],
} as const satisfies Policy;
const raterOnly = { allow: ['rater'], refuse: 'not-your-staff' } as const satisfies Policy;
/** What a supervisor hands over when absent: assessing, deciding and agreeing. The talk, the statement on an objection and the development of staff stay theirs. */
const raterOrDelegate = { allow: ['rater', 'delegate'], refuse: 'not-your-staff' } as const satisfies Policy;

/** The whole policy: one line for each act. An act that is not here cannot be named. */
const policies = {
  join: everyone,
  'view-privacy-notice': everyone,
  'choose-language': everyone,
  'view-framework': joined,
  'mark-broadcast-read': joined,
  'rate-self': own,
  'view-own-answers': own,
  'view-own-preliminary': own,
  'write-work-plan': own,
  'report-progress': own,
  'view-own-result': ownResult,
  'acknowledge-result': ownResult,
  'view-team': { allow: ['leader'], refuse: 'supervisors-only' },
  'view-appraisal-as-supervisor': { allow: ['supervisor', 'delegate'], refuse: 'not-your-staff' },
  'rate-as-supervisor': raterOrDelegate,
  'confirm-predicate': raterOrDelegate,
  'agree-work-plan': raterOrDelegate,
  'declare-conflict': raterOnly,
  'settle-conflicts': { ...hrOnly, needs: ['own-conflict'] },
  delegate: { allow: ['leader'], refuse: 'supervisors-only' },
  'manage-delegations': hrOnly,
  'view-peer-requests': { allow: ['employee'], refuse: 'join-first' },
  'rate-as-peer': { allow: ['peer'], refuse: 'not-your-request' },
  'rate-service': everyone,
  'view-own-service': { allow: ['employee'], refuse: 'join-first' },
  'manage-service': hrOnly,
  'moderate-comments': hrOnly,
  'import-roster': hrOnly,
  'issue-invitations': hrOnly,
  'import-plan-templates': hrOnly,
  'choose-framework': hrOnly,
  'manage-period': hrOnly,
  'extend-window': hrOnly,
  release: hrOnly,
  broadcast: hrOnly,
  'take-lesson': joined,
  'view-lesson-reach': hrOnly,
  'vote-in-poll': { allow: ['employee'], refuse: 'join-first' },
  'manage-poll': hrOnly,
  'view-completion': hrOnly,
  'view-distribution': hrOnly,
  'set-organisation-predicate': hrOnly,
  'view-rater-statistics': hrOnly,
  'export-overview': hrOnly,
  'raise-objection': ownResult,
  'view-own-objection': ownResult,
  'state-on-objection': raterOnly,
  'hear-objection': { allow: ['hearer'], refuse: 'not-your-hearing' },
  'view-objections': hrOnly,
  'name-hearer': hrOnly,
  'send-concern': joined,
  'view-faq': joined,
  'answer-concerns': hrOnly,
  'give-feedback': { allow: ['employee'], refuse: 'join-first' },
  'view-development': { allow: ['subject', 'supervisor'], refuse: 'not-your-plan' },
  'plan-development': { allow: ['subject', 'supervisor'], refuse: 'not-your-plan' },
  'settle-development': { allow: ['subject', 'supervisor'], refuse: 'not-your-plan' },
  'view-development-counts': hrOnly,
  'hold-dialogue': { allow: ['subject', 'rater'], refuse: 'not-your-dialogue' },
  'view-dialogue-counts': hrOnly,
  'export-own-data': { allow: ['employee'], refuse: 'join-first' },
  'ask-correction': { allow: ['employee'], refuse: 'join-first' },
  'settle-corrections': hrOnly,
  'view-audit': hrOnly,
  'export-nominative-list': hrOnly,
  'set-retention': hrOnly,
  nominate: { allow: ['employee'], refuse: 'join-first' },
  'view-own-recognition': { allow: ['subject', 'nominator'], refuse: 'not-your-recognition' },
  'withdraw-nomination': { allow: ['nominator'], refuse: 'not-your-recognition' },
  'answer-consent': { allow: ['subject'], refuse: 'not-your-recognition' },
  'view-recognitions': hrOnly,
  'decide-recognition': { ...hrOnly, needs: ['own-recognition'] },
  'view-appraisal-as-hr': { ...hrOnly, needs: ['not-released', 'reason-needed'] },
} as const satisfies Record<string, Policy>;

export type Action = keyof typeof policies;

/** Every act the policy knows, for menus and for the test that walks them all. */
export const actions: readonly Action[] = Object.keys(policies).filter((key): key is Action =>
  Object.hasOwn(policies, key),
);

/** Whether an actor may act. An act about an appraisal is refused when `about` is left out. */
export function may(actor: ActorFacts, action: Action, about?: Relation): boolean {
  return whyNot(actor, action, about) === null;
}

/** Why an actor may not act, or null when they may (DOMAIN.md §6). The one place where this is decided. */
export function whyNot(actor: ActorFacts, action: Action, about?: Relation): PermissionRefusal | null {
  const policy: Policy = policies[action];
  const held = rolesOf(actor, about);
  if (!policy.allow.some((role) => held.has(role))) return policy.refuse;
  return policy.needs?.find((need) => !conditions[need](about, held)) ?? null;
}

const conditions = {
  'not-released': (about) => about?.released === true,
  'reason-needed': (about) => (about?.reason ?? '').trim() !== '',
  // Nobody reads or decides what is about themselves.
  'own-conflict': (_about, held) => !held.has('subject') && !held.has('rater'),
  // Nobody decides about themselves, or on what they proposed.
  'own-recognition': (_about, held) => !held.has('subject') && !held.has('nominator'),
} as const satisfies Record<string, (about: Relation | undefined, held: ReadonlySet<Role>) => boolean>;

/** What an actor is in an act; a person can be several things at once. */
export function rolesOf(actor: ActorFacts, about?: Relation): ReadonlySet<Role> {
  const { employeeId, active, hr, leads } = actor;
  const held = new Set<Role>();
  const working = employeeId !== null && active;
  if (hr && (employeeId === null || active)) held.add('hr');
  if (working) held.add('employee');
  if (working && leads) held.add('leader');
  if (employeeId === null && !hr) held.add('newcomer');
  if (about === undefined || employeeId === null) return held;
  if (about.employeeId === employeeId) held.add(active ? 'subject' : 'former-subject');
  if (working && about.raterId === employeeId) held.add('rater').add('supervisor');
  if (working && about.supervisorId === employeeId) held.add('supervisor');
  if (working && about.hearerId === employeeId) held.add('hearer');
  if (working && about.nominatorId === employeeId) held.add('nominator');
  if (working && standsIn(actor, about)) held.add('delegate');
  // Whatever was asked earlier, the one who assesses and the superior of today are no peers.
  if (working && about.askedAsPeer === true && !held.has('subject') && !held.has('supervisor')) held.add('peer');
  return held;
}

/** Nobody stands in where they are appraised, rate as a colleague, or would assess their own superior. */
function standsIn({ employeeId, standsInFor = [], superiorId = null }: ActorFacts, about: Relation): boolean {
  if (about.raterId === null || about.raterId === employeeId || !standsInFor.includes(about.raterId)) return false;
  return about.employeeId !== employeeId && about.employeeId !== superiorId && about.askedAsPeer !== true;
}
