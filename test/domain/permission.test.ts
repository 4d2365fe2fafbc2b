import { describe, expect, it } from 'vitest';
import {
  type Action,
  type ActorFacts,
  actions,
  may,
  type Relation,
  type Role,
  roles,
  rolesOf,
  whyNot,
} from '../../src/domain/permission.ts';

const person = (employeeId: number | null, more: Partial<ActorFacts> = {}): ActorFacts => ({
  employeeId,
  active: true,
  hr: false,
  leads: false,
  ...more,
});
/** Employee 1, rated by 2 since the period opened, whose superior today is 3. */
const released: Relation = {
  employeeId: 1,
  raterId: 2,
  supervisorId: 3,
  released: true,
  hearerId: 4,
  askedAsPeer: true,
  nominatorId: 5,
  reason: 'objection 7',
};
const open: Relation = { employeeId: 1, raterId: 2, supervisorId: 3, released: false };

const people: Record<string, ActorFacts> = {
  newcomer: person(null),
  colleague: person(9),
  subject: person(1),
  'subject off the roster': person(1, { active: false }),
  rater: person(2, { leads: true }),
  'superior of today': person(3, { leads: true }),
  hearer: person(4, { leads: true }),
  nominator: person(5),
  'rater off the roster': person(2, { active: false, leads: true }),
  'HR on the roster': person(8, { hr: true }),
  'HR without a row': person(null, { hr: true }),
};

const everyone = Object.keys(people);
const staff = everyone.filter((name) => name !== 'newcomer' && !name.includes('off the roster'));
const hr = ['HR on the roster', 'HR without a row'];

/** Who may do what about a released appraisal: the whole policy again, from the other side. */
const table: Record<Action, string[]> = {
  join: everyone.filter((name) => name !== 'rater off the roster'),
  'view-privacy-notice': everyone.filter((name) => name !== 'rater off the roster'),
  'choose-language': everyone.filter((name) => name !== 'rater off the roster'),
  'view-framework': staff,
  'mark-broadcast-read': staff,
  'rate-self': ['subject'],
  'view-own-answers': ['subject'],
  'view-own-preliminary': ['subject'],
  'write-work-plan': ['subject'],
  'report-progress': ['subject'],
  'view-own-result': ['subject', 'subject off the roster'],
  'acknowledge-result': ['subject', 'subject off the roster'],
  'view-team': ['rater', 'superior of today', 'hearer'],
  'view-appraisal-as-supervisor': ['rater', 'superior of today'],
  'rate-as-supervisor': ['rater'],
  'confirm-predicate': ['rater'],
  'agree-work-plan': ['rater'],
  'declare-conflict': ['rater'],
  'settle-conflicts': hr,
  delegate: ['rater', 'superior of today', 'hearer'],
  'manage-delegations': hr,
  'view-peer-requests': staff.filter((name) => name !== 'HR without a row'),
  'rate-as-peer': ['colleague', 'hearer', 'nominator', 'HR on the roster'],
  'rate-service': everyone.filter((name) => name !== 'rater off the roster'),
  'view-own-service': staff.filter((name) => name !== 'HR without a row'),
  'manage-service': hr,
  'moderate-comments': hr,
  'import-roster': hr,
  'issue-invitations': hr,
  'import-plan-templates': hr,
  'choose-framework': hr,
  'manage-period': hr,
  'extend-window': hr,
  release: hr,
  broadcast: hr,
  'take-lesson': staff,
  'view-lesson-reach': hr,
  'vote-in-poll': staff.filter((name) => name !== 'HR without a row'),
  'manage-poll': hr,
  'view-completion': hr,
  'view-distribution': hr,
  'set-organisation-predicate': hr,
  'view-rater-statistics': hr,
  'export-overview': hr,
  'raise-objection': ['subject', 'subject off the roster'],
  'view-own-objection': ['subject', 'subject off the roster'],
  'state-on-objection': ['rater'],
  'hear-objection': ['hearer'],
  'view-objections': hr,
  'name-hearer': hr,
  'send-concern': staff,
  'view-faq': staff,
  'answer-concerns': hr,
  'give-feedback': staff.filter((name) => name !== 'HR without a row'),
  'view-development': ['subject', 'rater', 'superior of today'],
  'plan-development': ['subject', 'rater', 'superior of today'],
  'settle-development': ['subject', 'rater', 'superior of today'],
  'view-development-counts': hr,
  'hold-dialogue': ['subject', 'rater'],
  'view-dialogue-counts': hr,
  'export-own-data': staff.filter((name) => name !== 'HR without a row'),
  'ask-correction': staff.filter((name) => name !== 'HR without a row'),
  'settle-corrections': hr,
  'view-audit': hr,
  'export-nominative-list': hr,
  'set-retention': hr,
  nominate: staff.filter((name) => name !== 'HR without a row'),
  'view-own-recognition': ['subject', 'nominator'],
  'withdraw-nomination': ['nominator'],
  'answer-consent': ['subject'],
  'view-recognitions': hr,
  'decide-recognition': hr,
  'view-appraisal-as-hr': hr,
};

describe('who may do what', () => {
  it('is said for every act there is', () => {
    expect(Object.keys(table).sort()).toEqual([...actions].sort());
  });

  it.each(
    actions.flatMap((action) => everyone.map((name) => ({ action, name, allowed: table[action].includes(name) }))),
  )('$name, $action: $allowed', ({ action, name, allowed }) => {
    const actor = people[name] ?? person(null);
    expect(may(actor, action, released)).toBe(allowed);
    expect(whyNot(actor, action, released) === null).toBe(allowed);
  });

  it('covers every role', () => {
    const delegate = person(6, { standsInFor: [2] });
    const held = new Set([
      ...Object.values(people).flatMap((actor) => [...rolesOf(actor, released)]),
      ...rolesOf(delegate, open),
    ]);
    expect([...held].sort()).toEqual([...roles].sort() satisfies Role[]);
  });
});

describe('a delegate', () => {
  const delegate = person(6, { standsInFor: [2] });

  it('assesses, decides and agrees plans in the stead of the rater, and no more than that', () => {
    const held = actions.filter((action) => may(delegate, action, open) && !may(person(6), action, open));
    expect(held.sort()).toEqual([
      'agree-work-plan',
      'confirm-predicate',
      'rate-as-supervisor',
      'view-appraisal-as-supervisor',
    ]);
  });

  it.each([
    ['about themselves', person(1, { standsInFor: [2] }), open],
    ['where they rate as a colleague', delegate, { ...open, askedAsPeer: true }],
    ['about their own superior', person(6, { standsInFor: [2], superiorId: 1 }), open],
    ['for somebody else than the rater', person(6, { standsInFor: [3] }), open],
    ['once off the roster', person(6, { standsInFor: [2], active: false }), open],
  ] as const)('has no rights %s', (_why, actor, about) => {
    expect(may(actor, 'rate-as-supervisor', about)).toBe(false);
  });
});

describe('before the release', () => {
  it('the employee sees own answers and no result', () => {
    expect(may(person(1), 'view-own-answers', open)).toBe(true);
    expect(whyNot(person(1), 'view-own-result', open)).toBe('not-released');
    expect(whyNot(person(1), 'acknowledge-result', open)).toBe('not-released');
  });

  it('HR does not see the supervisor’s part either, and later only with a reason', () => {
    const officer = person(8, { hr: true });
    expect(whyNot(officer, 'view-appraisal-as-hr', { ...open, reason: 'objection 7' })).toBe('not-released');
    expect(whyNot(officer, 'view-appraisal-as-hr', { ...released, reason: '  ' })).toBe('reason-needed');
  });
});

describe('a nomination', () => {
  it('is not decided by HR who nominated, or who was nominated', () => {
    for (const id of [1, 5]) {
      const officer = person(id, { hr: true });
      expect(whyNot(officer, 'decide-recognition', released)).toBe('own-recognition');
      expect(may(officer, 'view-recognitions')).toBe(true);
    }
  });
});

describe('an appraisal', () => {
  it('is rated by its frozen rater, even after the superior was replaced', () => {
    expect(may(person(2), 'rate-as-supervisor', open)).toBe(true);
    expect(whyNot(person(3), 'rate-as-supervisor', open)).toBe('not-your-staff');
    expect(may(person(3), 'view-appraisal-as-supervisor', open)).toBe(true);
  });

  it('is not rated by anyone when the roster named nobody', () => {
    const nobody = { ...open, raterId: null, supervisorId: null };
    for (const id of [1, 2, 3, null]) expect(may(person(id), 'rate-as-supervisor', nobody)).toBe(false);
  });

  it('of another unit’s employee stays closed to a supervisor with forged button data', () => {
    const supervisor = person(2, { leads: true });
    const foreign = { employeeId: 77, raterId: 78, supervisorId: 78, released: false };
    expect(whyNot(supervisor, 'view-appraisal-as-supervisor', foreign)).toBe('not-your-staff');
    expect(whyNot(supervisor, 'rate-as-supervisor', foreign)).toBe('not-your-staff');
    expect(whyNot(supervisor, 'rate-self', foreign)).toBe('not-your-appraisal');
  });

  it('is never reachable when it is not said which one', () => {
    for (const action of [
      'rate-self',
      'view-own-result',
      'rate-as-supervisor',
      'view-appraisal-as-supervisor',
      'view-appraisal-as-hr',
    ] as const)
      expect(may(person(1, { hr: true, leads: true }), action)).toBe(false);
  });
});
