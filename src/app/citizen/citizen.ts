import { say } from '../../i18n/words.ts';
import { countHeldComments } from '../../storage/citizen-rating.ts';
import type { Feature } from '../core/feature.ts';
import { allowed } from '../core/permit.ts';
import { commentsView, openComments, openHeld, settleComment } from './comments-view.ts';
import { findServiceUnit, findServiceUnitKind } from './find-service-unit.ts';
import { openOwnService, ownServiceView } from './own-service-view.ts';
import { commentServiceKind, rateAction, rateServiceKind } from './rate-service.ts';
import { posterAction } from './send-poster.ts';
import { lookAction, serviceNoticeView, serviceView } from './service-view.ts';
import {
  askChangeCode,
  changeCode,
  changeCodeView,
  makeCode,
  openUnitService,
  unitServiceView,
} from './unit-service-view.ts';

/** Masyarakat: citizens rate a unit's service by the code on its poster; HR makes posters and reads what is held back; the unit's people learn from it. */
export const citizen: Feature = {
  actions: [
    lookAction,
    rateAction,
    openOwnService,
    findServiceUnit,
    openUnitService,
    makeCode,
    askChangeCode,
    changeCode,
    posterAction,
    openComments,
    openHeld,
    settleComment,
  ],
  views: [serviceView, serviceNoticeView, ownServiceView, unitServiceView, changeCodeView, commentsView],
  conversations: [rateServiceKind, commentServiceKind, findServiceUnitKind],
  async status({ tx, actor }) {
    if (!allowed('moderate-comments')(actor)) return [];
    const held = await countHeldComments(tx);
    return held > 0 ? [say('service.status', { count: held })] : [];
  },
};
