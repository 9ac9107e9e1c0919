import {
  Crown,
  Eye,
  Forward,
  Hand,
  Hourglass,
  MessageSquareQuote,
  Mic,
  MicOff,
  ScreenShare,
  ScreenShareOff,
  Send,
  UserMinus,
  UserRound,
  UsersRound,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { openMicrophones } from "@/shared/media/heard";
import { useRoom } from "@/shared/rt/hooks";
import type { RoomState } from "@/shared/rt/state";
import type { MeetingRole, ParticipantView } from "@/shared/rt/wire";
import type { MenuEntry } from "@/shared/ui/Menu";
import { useMediaSession } from "../media/context";
import { holderOf, isLive, may, maySpeak, meetingOf, queueOf } from "../model";
import { useAct } from "../useAct";

export type PersonDialog = "behalf" | "extra" | "group" | "remove" | "stepDown";

const icon = { size: 16, "aria-hidden": true } as const;
const roleIcons = { facilitator: Crown, participant: UserRound, observer: Eye };
const roles: readonly MeetingRole[] = ["facilitator", "participant", "observer"];

const onlyLeader = (state: RoomState): boolean =>
  meetingOf(state).participants.filter((each) => each.standing === "present" && each.role === "facilitator")
    .length === 1;

/** What has to do with the floor. */
function useFloorEntries(
  person: ParticipantView,
  isMe: boolean,
  open: (dialog: PersonDialog) => void,
): (MenuEntry | false)[] {
  const { t } = useTranslation("room");
  const act = useAct();
  const id = person.participant_id;
  const live = useRoom(isLive);
  const free = useRoom((state) => holderOf(state) === null);
  const speaks = useRoom(
    (state) =>
      holderOf(state)?.participant_id === id ||
      meetingOf(state).floor.suspended.some((turn) => turn.participant_id === id),
  );
  const waits = useRoom((state) => queueOf(state).some((each) => each.participant_id === id));
  const mayGrant = useRoom(may("grant_floor"));
  const mayInvite = useRoom(may("invite_to_speak"));
  const mayAsk = useRoom(may("request_floor_for"));
  const mayLast = useRoom(may("give_last_word"));
  if (!live || speaks || !maySpeak(person)) return [];
  return [
    mayGrant &&
      free && {
        id: "give",
        label: t("people.give"),
        icon: <Mic {...icon} />,
        onAction: () => act({ type: "grant_floor", participant_id: id }),
      },
    mayGrant &&
      !free && {
        id: "handOver",
        label: t("people.handOver"),
        icon: <Forward {...icon} />,
        onAction: () => act({ type: "hand_over_floor", participant_id: id }),
      },
    mayInvite &&
      !waits &&
      !isMe &&
      !person.guest && {
        id: "invite",
        label: t("people.invite"),
        icon: <Send {...icon} />,
        onAction: () => act({ type: "invite_to_speak", participant_id: id }),
      },
    mayAsk &&
      !isMe && {
        id: "behalf",
        label: t("people.behalf"),
        icon: <Hand {...icon} />,
        onAction: () => open("behalf"),
      },
    mayLast && {
      id: "last",
      label: t("queue.lastWord"),
      icon: <MessageSquareQuote {...icon} />,
      onAction: () => act({ type: "give_last_word", participant_id: id }),
    },
  ];
}

/** What others hear and see of somebody: where everyone may speak, and apart from the floor. */
function useMediaEntries(person: ParticipantView): (MenuEntry | false)[] {
  const { t } = useTranslation("room");
  const act = useAct();
  const { participant_id } = person;
  const media = useMediaSession();
  const open = useRoom((state) => openMicrophones(meetingOf(state)) > 0);
  const mayMute = useRoom(may(person.muted ? "unmute_participant" : "mute_participant"));
  const mayAllow = useRoom(may("allow_screen"));
  if (!media || person.guest || !maySpeak(person)) return [];
  const MuteIcon = person.muted ? Mic : MicOff;
  const ScreenIcon = person.screen_allowed ? ScreenShareOff : ScreenShare;
  return [
    mayMute &&
      (open || person.muted) && {
        id: "mute",
        label: t(person.muted ? "people.unmute" : "people.mute"),
        icon: <MuteIcon {...icon} />,
        onAction: () =>
          act({ type: person.muted ? "unmute_participant" : "mute_participant", participant_id }),
      },
    mayAllow &&
      person.role === "participant" && {
        id: "screen",
        label: t(person.screen_allowed ? "people.forbidScreen" : "people.allowScreen"),
        icon: <ScreenIcon {...icon} />,
        onAction: () => act({ type: "allow_screen", participant_id, allowed: !person.screen_allowed }),
      },
  ];
}

/** What somebody is in the meeting, and what is arranged for them. */
export function usePersonEntries(
  person: ParticipantView,
  isMe: boolean,
  open: (dialog: PersonDialog) => void,
): MenuEntry[] {
  const { t } = useTranslation("room");
  const act = useAct();
  const floor = [...useFloorEntries(person, isMe, open), ...useMediaEntries(person)];
  const mayChange = useRoom(may("change_role"));
  const mayExtend = useRoom(may("set_extra_time"));
  const mayGroup = useRoom(
    (state) => may("assign_group")(state) && meetingOf(state).settings.groups.length > 0,
  );
  const mayRemove = useRoom(may("remove_participant"));
  const last = useRoom((state) => person.role === "facilitator" && onlyLeader(state));
  const present = person.standing === "present";
  const id = person.participant_id;
  const setRole = (role: MeetingRole) =>
    isMe ? open("stepDown") : act({ type: "change_role", participant_id: id, role });
  const changes = roles.filter(
    (role) =>
      role !== person.role && !(person.guest && role === "facilitator") && !(isMe && role === "observer"),
  );
  const entries: (MenuEntry | false)[] = [
    ...floor,
    ...(mayChange && present && !last
      ? changes.map((role, index) => {
          const Icon = roleIcons[role];
          return {
            id: role,
            label: t(`people.make_${role}`),
            icon: <Icon {...icon} />,
            divided: index === 0 && floor.some(Boolean),
            onAction: () => setRole(role),
          };
        })
      : []),
    mayExtend &&
      maySpeak(person) && {
        id: "extra",
        label: t("people.extra"),
        icon: <Hourglass {...icon} />,
        onAction: () => open("extra"),
      },
    mayGroup &&
      present && {
        id: "group",
        label: t("people.group"),
        icon: <UsersRound {...icon} />,
        onAction: () => open("group"),
      },
    mayRemove &&
      !isMe && {
        id: "remove",
        label: t("people.remove"),
        icon: <UserMinus {...icon} />,
        danger: true,
        divided: true,
        onAction: () => open("remove"),
      },
  ];
  return entries.filter((entry) => entry !== false);
}
