import { say } from '../../i18n/words.ts';
import { countPeople } from '../../storage/person.ts';
import type { Feature } from '../core/feature.ts';
import { allowed } from '../core/permit.ts';
import { invitationsCommand, invitationsView, inviteAction, unitAction } from './invitations-view.ts';
import { languageAction, languageCommand, languageView } from './language-view.ts';
import { findAgainAction, foundPeopleView, lookUpPersonConversation } from './look-up-person.ts';
import { notMeAction, notMeView } from './not-me.ts';
import { activateAction, deactivateAction, newLinkAction, personQuestionView } from './person-actions.ts';
import { personAction, personView } from './person-view.ts';
import { privacyCommand, privacyReadAction, privacyView } from './privacy-view.ts';
import { rosterAppliedView } from './roster-applied-view.ts';
import { rosterCommand, rosterConversation } from './roster-conversation.ts';
import { applyRosterAction, rosterPreviewView, toggleAbsentAction } from './roster-preview.ts';
import { startCommand } from './start.ts';
import { startView } from './start-view.ts';
import { welcomeView } from './welcome-view.ts';

/** Who is here: the roster, join links, joining, the privacy notice and the language. */
export const people: Feature = {
  commands: [rosterCommand, invitationsCommand, startCommand, languageCommand, privacyCommand],
  actions: [
    applyRosterAction,
    toggleAbsentAction,
    unitAction,
    inviteAction,
    findAgainAction,
    personAction,
    newLinkAction,
    deactivateAction,
    activateAction,
    privacyReadAction,
    languageAction,
    notMeAction,
  ],
  views: [
    startView,
    privacyView,
    languageView,
    welcomeView,
    notMeView,
    rosterPreviewView,
    rosterAppliedView,
    invitationsView,
    foundPeopleView,
    personView,
    personQuestionView,
  ],
  conversations: [rosterConversation, lookUpPersonConversation],
  async status({ tx, actor }) {
    if (!allowed('import-roster')(actor)) return [];
    const { active, joined } = await countPeople(tx);
    if (active === 0) return [say('roster.status-empty')];
    return joined < active ? [say('roster.status', { joined, active })] : [];
  },
};
