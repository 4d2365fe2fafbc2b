import { auditTrail } from './audit-trail/audit-trail.ts';
import { broadcast } from './broadcast/broadcast.ts';
import { citizen } from './citizen/citizen.ts';
import { concern } from './concern/concern.ts';
import { conflict } from './conflict/conflict.ts';
import type { Feature } from './core/feature.ts';
import { delegation } from './delegation/delegation.ts';
import { development } from './development/development.ts';
import { dialogueMeeting } from './dialogue-meeting/dialogue-meeting.ts';
import { feedbackNote } from './feedback-note/feedback-note.ts';
import { framework } from './framework/framework.ts';
import { lesson } from './lesson/lesson.ts';
import { menu } from './menu/menu.ts';
import { objection } from './objection/objection.ts';
import { overview } from './overview/overview.ts';
import { ownData } from './own-data/own-data.ts';
import { peer } from './peer/peer.ts';
import { people } from './people/people.ts';
import { period } from './period/period.ts';
import { poll } from './poll/poll.ts';
import { recognition } from './recognition/recognition.ts';
import { result } from './result/result.ts';
import { retention } from './retention/retention.ts';
import { review } from './review/review.ts';
import { selfAssessment } from './self-assessment/self-assessment.ts';
import { workPlan } from './work-plan/work-plan.ts';

/** Every part of the product, in the order its buttons stand in the menu. */
export const features: readonly Feature[] = [
  selfAssessment,
  workPlan,
  result,
  objection,
  review,
  delegation,
  conflict,
  peer,
  feedbackNote,
  development,
  dialogueMeeting,
  recognition,
  people,
  citizen,
  framework,
  lesson,
  period,
  poll,
  broadcast,
  overview,
  concern,
  ownData,
  auditTrail,
  retention,
  menu,
];
