import { startConversation } from '../conversation/start-conversation.ts';
import { defineAction, type Feature, noArgs, show } from '../core/feature.ts';
import { allowed } from '../core/permit.ts';
import { broadcastListActions, broadcastListView, continueData, writeData } from './broadcast-list-view.ts';
import { broadcastView, openBroadcast } from './broadcast-view.ts';
import { composeBroadcast } from './compose-broadcast.ts';
import { controlFromProgress, controlFromReport } from './control-broadcast.ts';
import { followButton } from './follow-button.ts';
import { markReadAction } from './mark-read.ts';
import { readyBroadcastActions, readyBroadcastsView } from './ready-broadcasts.ts';

const write = defineAction(writeData, noArgs, (scene) =>
  startConversation(scene, composeBroadcast, '', { afresh: true }),
);
const goOn = defineAction(continueData, noArgs, (scene) => startConversation(scene, composeBroadcast, ''));

/** Siaran (/siaran): HR writes to many, steers what is on its way and sees whom it reached. */
export const broadcast: Feature = {
  commands: [
    {
      name: 'siaran',
      description: 'command.siaran',
      menu: 'menu.siaran',
      allows: allowed('broadcast'),
      run: async () => show(broadcastListView.of({ page: 0 })),
    },
  ],
  actions: [
    write,
    goOn,
    openBroadcast,
    ...broadcastListActions,
    ...readyBroadcastActions,
    controlFromProgress,
    controlFromReport,
    markReadAction,
    followButton,
  ],
  views: [broadcastListView, broadcastView, readyBroadcastsView],
  conversations: [composeBroadcast],
};
