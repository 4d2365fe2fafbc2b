import { calendarDate, toUtcMidnight } from '../../../src/domain/calendar.ts';
import { scoreAppraisal } from '../../../src/domain/score.ts';
import { scoreToJson } from '../../../src/domain/score-json.ts';
import type { Stage } from '../../support/bot.ts';
import { addColleagues } from '../../support/colleagues.ts';
import { type District, loadFramework, settleDistrict } from '../../support/district.ts';

/** Stands in every word that is Ani's or about her: nobody may see it whom the table does not name. */
export const secret = 'RAHASIA';

/** Everybody the walk sends through a door, by what they are to Ani; each has a chat of their own. */
export const persons = [
  'subject',
  'rater',
  'superior',
  'peer',
  'colleague',
  'otherLeader',
  'delegate',
  'outsider',
  'hr',
  'former',
  'stranger',
] as const;
export type PersonName = (typeof persons)[number];

/** Ids of what exists about Ani, and of what is everybody's. */
export interface World {
  readonly chats: Readonly<Record<PersonName, number>>;
  readonly district: District;
  readonly ani: number;
  /** Ani's appraisal in the open period (self-assessment sent, not reviewed) and in the released one. */
  readonly open: number;
  readonly released: number;
  readonly openPeriod: number;
  readonly releasedPeriod: number;
  readonly unit: number;
  readonly planItem: number;
  readonly report: number;
  /** A file behind Ani's own answer in the open appraisal, and one behind the supervisor's in the released one. */
  readonly evidence: number;
  readonly backing: number;
  readonly objection: number;
  readonly concern: number;
  /** Token of a note to Ani. */
  readonly note: string;
  readonly correction: number;
  readonly developmentItem: number;
  /** Of the rater's reviews, on the days of the walk. */
  readonly delegation: number;
  /** Declared about Ani by somebody who does not assess her any more. */
  readonly conflict: number;
  readonly dialogue: number;
  readonly dialogueAgreed: number;
  readonly broadcast: number;
  /** About Gerunggang's indicators, open; Ani has answered it. */
  readonly poll: number;
  /** Ani was nominated twice by the rater: what waits for HR, and what HR accepted. */
  readonly nomination: number;
  readonly recognition: number;
  /** On the poster of Ani's unit, which has figures to show; one of its citizens' comments, about Ani, is held back. */
  readonly serviceCode: string;
  readonly heldComment: number;
}

const serviceCode = 'seksidarat2026';

const at = new Date('2026-12-14T03:00:00Z');

/** Ani's whole working life in rows: two periods, a plan with a report, an objection, a worry, notes, development, a dialogue. */
export async function settleWorld(stage: Stage): Promise<World> {
  const { app } = stage.bot();
  const { prisma } = app.database;
  const district = await settleDistrict(app.database, { framework: 'gerunggang' });
  const { people, appraisals } = district;
  const colleagues = await addColleagues(app.database, district, ['Dedi', 'Eka', 'Fani', 'Gita']);
  const [dedi, eka, fani, gita] = colleagues;
  if (!dedi || !eka || !fani || !gita) throw new Error('Four colleagues were asked for.');
  // Eka left: an account whose employee is off the roster.
  await prisma.employee.update({ where: { id: eka.id }, data: { active: false } });
  // Gita works elsewhere and stands in for Ani's rater.
  const { unitId } = await prisma.employee.findUniqueOrThrow({ where: { id: people.citra.id } });
  await prisma.employee.update({ where: { id: gita.id }, data: { unitId, supervisorId: people.kapulau.id } });
  const delegation = await prisma.delegation.create({
    data: {
      fromId: people.kasi.id,
      toId: gita.id,
      startsOn: day('2026-12-01'),
      endsOn: day('2027-12-31'),
      createdAt: at,
    },
  });
  const ani = people.ani.id;
  const open = appraisals.ani;
  const conflict = await prisma.conflictDeclaration.create({
    data: { appraisalId: open, raterId: people.kapulau.id, reason: `${secret} benturan`, at, state: 'open' },
  });
  const framework = loadFramework('gerunggang');
  const link = { kind: 'link', url: 'https://example.org/bukti', name: `${secret} bukti` };
  const file = { kind: 'document', fileId: 'bukti', name: `${secret} bukti.pdf`, mime: 'application/pdf', size: 10 };
  const evidence = [link, file];

  await prisma.appraisal.update({ where: { id: open }, data: { selfSubmittedAt: at } });
  const answers = framework.indicators.map(({ id }) => ({ indicatorId: id, level: 4, comment: `${secret} contoh` }));
  const self = await prisma.assessment.create({
    data: { appraisalId: open, kind: 'self', raterId: ani, submittedAt: at, answers: { create: answers } },
  });
  const proof = await prisma.evidence.create({
    data: { ...file, assessmentId: self.id, indicatorId: framework.indicators[0]?.id ?? '' },
  });
  for (const peer of [people.budi, dedi])
    await prisma.peerRequest.create({ data: { appraisalId: open, peerId: peer.id, state: 'asked', askedAt: at } });

  const { id: unit } = await prisma.unit.findUniqueOrThrow({ where: { path: 'Dinas Contoh / Seksi Darat' } });
  const releasedPeriod = await prisma.period.create({
    data: {
      name: 'Semester I 2026',
      startsOn: day('2026-01-01'),
      endsOn: day('2026-06-30'),
      state: 'released',
      frameworkKey: framework.key,
      framework,
      selfOpensOn: day('2026-06-17'),
      selfClosesOn: day('2026-07-07'),
      reviewClosesOn: day('2026-07-21'),
      openedAt: new Date('2026-06-16T02:00:00Z'),
      closedAt: new Date('2026-12-01T02:00:00Z'),
      releasedAt: at,
    },
  });
  const submissions = (['self', 'supervisor'] as const).map((group) => ({
    group,
    rater: group,
    answers: Object.fromEntries(framework.indicators.map(({ id }) => [id, { level: 4 }])),
  }));
  const score = scoreToJson(scoreAppraisal(framework, app.settings.rules, submissions));
  const released = await prisma.appraisal.create({
    data: {
      periodId: releasedPeriod.id,
      employeeId: ani,
      supervisorId: people.kasi.id,
      unitId: unit,
      selfSubmittedAt: at,
      reviewedAt: at,
      proposedPredicate: 'BAIK',
      predicate: 'BAIK',
      feedback: `${secret} umpan balik`,
      score,
      releasedAt: at,
    },
  });
  const [, backing] = [
    await prisma.assessment.create({
      data: { appraisalId: released.id, kind: 'self', raterId: ani, submittedAt: at, answers: { create: answers } },
    }),
    await prisma.assessment.create({
      data: {
        appraisalId: released.id,
        kind: 'supervisor',
        raterId: people.kasi.id,
        submittedAt: at,
        answers: { create: answers },
        evidence: { create: { ...file, indicatorId: framework.indicators[0]?.id ?? '' } },
      },
      include: { evidence: true },
    }),
  ];

  const plan = await prisma.workPlan.create({
    data: {
      appraisalId: open,
      state: 'proposed',
      proposedAt: at,
      items: {
        create: {
          position: 1,
          kind: 'main',
          aspect: 'quantity',
          title: `${secret} butir`,
          target: '10',
          unit: 'berkas',
          direction: 'higher',
          weight: 1,
        },
      },
    },
    include: { items: true },
  });
  const planItem = plan.items[0]?.id ?? 0;
  const report = await prisma.workReport.create({
    data: { appraisalId: open, itemId: planItem, realised: '5', text: `${secret} laporan`, evidence, at },
  });
  const objection = await prisma.objection.create({
    data: {
      appraisalId: released.id,
      reason: `${secret} alasan`,
      evidence: { comment: null, items: evidence },
      raisedAt: at,
      hearerId: people.kepala.id,
      state: 'open',
    },
  });
  const concern = await prisma.concern.create({
    data: { telegramId: people.ani.telegramId, anonymous: true, text: `${secret} aspirasi`, at },
  });
  const note = await prisma.feedbackNote.create({
    data: { fromId: people.kasi.id, toId: ani, kind: 'praise', text: `${secret} pujian`, named: true, at, givenAt: at },
  });
  const correction = await prisma.correctionRequest.create({
    data: { employeeId: ani, text: `${secret} jabatan keliru`, at, state: 'open' },
  });
  const developmentItem = await prisma.developmentItem.create({
    data: {
      employeeId: ani,
      kind: 'course',
      text: `${secret} pelatihan`,
      dueOn: day('2026-12-30'),
      state: 'planned',
      createdAt: at,
    },
  });
  const [dialogue, dialogueAgreed] = await Promise.all(
    (['proposed', 'agreed'] as const).map((state) =>
      prisma.performanceDialogue.create({
        data: {
          appraisalId: open,
          supervisorId: people.kasi.id,
          proposedBy: people.kasi.id,
          proposed: ['2026-12-18T03:00:00.000Z'],
          state,
          meetsAt: state === 'agreed' ? new Date('2026-12-15T03:00:00Z') : null,
          record: state === 'agreed' ? `${secret} catatan` : null,
          createdAt: at,
        },
      }),
    ),
  );
  if (!dialogue || !dialogueAgreed) throw new Error('Two dialogues were made.');
  const broadcast = await prisma.broadcast.create({
    data: {
      content: { html: 'Sosialisasi', button: { kind: 'lesson', lesson: 'kuranji' } },
      audience: { kind: 'all' },
      state: 'done',
      createdBy: people.hr.telegramId,
      createdAt: at,
      notJoined: 0,
      recipients: 0,
    },
  });
  const poll = await prisma.poll.create({
    data: {
      frameworkKey: framework.key,
      framework,
      state: 'open',
      openedAt: at,
      closesOn: day('2026-12-31'),
      votes: {
        create: {
          employeeId: ani,
          indicatorId: framework.indicators[0]?.id ?? '',
          answer: 'change',
          comment: `${secret} komentar`,
          at,
        },
      },
    },
  });
  const [nomination, recognition] = await Promise.all(
    (['proposed', 'accepted'] as const).map((state) =>
      prisma.recognition.create({
        data: {
          employeeId: ani,
          nominatedBy: people.kasi.id,
          periodId: district.periodId,
          kind: 'award',
          title: `${secret} penghargaan`,
          reason: `${secret} alasan`,
          evidence: { comment: null, items: evidence },
          state,
          consent: state === 'accepted' ? 'asked' : null,
          createdAt: at,
        },
      }),
    ),
  );
  if (!nomination || !recognition) throw new Error('Two nominations were made.');
  // What Ani missed in a quiz is hers alone: figures over many people look at it.
  await prisma.lessonAttempt.create({
    data: {
      employeeId: ani,
      lesson: 'kuranji',
      version: 1,
      openedAt: at,
      finishedAt: at,
      questions: 6,
      right: 5,
      missed: [secret],
    },
  });
  await prisma.unit.update({ where: { id: unit }, data: { publicCode: serviceCode } });
  await prisma.citizenRating.createMany({
    data: Array.from({ length: 13 }, (_, index) => ({
      unitId: unit,
      level: 4,
      day: day('2026-12-11'),
      visitor: String(index).padStart(64, '0'),
      at,
    })),
  });
  const held = await prisma.citizenRating.findFirstOrThrow({ where: { unitId: unit }, orderBy: { id: 'asc' } });
  await prisma.citizenRating.update({
    where: { id: held.id },
    data: { comment: `${secret} tentang Ani`, commentState: 'held' },
  });
  return {
    chats: {
      subject: people.ani.telegramId,
      rater: people.kasi.telegramId,
      superior: people.kepala.telegramId,
      peer: people.budi.telegramId,
      colleague: fani.telegramId,
      otherLeader: people.kapulau.telegramId,
      delegate: gita.telegramId,
      outsider: people.citra.telegramId,
      hr: people.hr.telegramId,
      former: eka.telegramId,
      stranger: 999_001,
    },
    district,
    ani,
    open,
    released: released.id,
    openPeriod: district.periodId,
    releasedPeriod: releasedPeriod.id,
    unit,
    planItem,
    report: report.id,
    evidence: proof.id,
    backing: backing?.evidence[0]?.id ?? 0,
    objection: objection.id,
    concern: concern.id,
    note: note.token,
    correction: correction.id,
    developmentItem: developmentItem.id,
    delegation: delegation.id,
    conflict: conflict.id,
    dialogue: dialogue.id,
    dialogueAgreed: dialogueAgreed.id,
    broadcast: broadcast.id,
    poll: poll.id,
    nomination: nomination.id,
    recognition: recognition.id,
    serviceCode,
    heldComment: held.id,
  };
}

function day(date: string): Date {
  return toUtcMidnight(calendarDate(date));
}
