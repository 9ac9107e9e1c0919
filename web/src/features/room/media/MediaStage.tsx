import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/shared/lib/signal";
import { audioOnly } from "@/shared/prefs/switches";
import { useRoom } from "@/shared/rt/hooks";
import type { ParticipantView, WantedVideo } from "@/shared/rt/wire";
import { scrollable } from "@/shared/ui/scrollable";
import { holderOf, meetingOf, myId, presentPeople } from "../model";
import { Alone } from "../people/Alone";
import { PhaseRules } from "../phases/PhaseRules";
import { useSession } from "./context";
import { useHeard, useSharedScreen } from "./hooks";
import { layout } from "./layout";
import { MediaNotices } from "./MediaNotices";
import { SharedScreen } from "./SharedScreen";
import { layerFor, type Tiling, tiling } from "./tiling";
import { VideoTile } from "./VideoTile";

const tilesShown = 24;
const smallLayer = 0;
const largeLayer = 2;

function useBox() {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { box, ...size };
}

/** Tells the server whose cameras are seen, so that no others are sent. */
function useWanted(people: readonly ParticipantView[], layerOf: (id: string) => number): void {
  const { client } = useSession();
  const me = useRoom(myId);
  const none = useSignal(audioOnly);
  const wanted = none
    ? "[]"
    : JSON.stringify(
        people
          .filter((person) => person.participant_id !== me && !person.guest && person.role !== "observer")
          .map(({ participant_id }) => ({ participant_id, layer: layerOf(participant_id) })),
      );
  useEffect(() => client.want(JSON.parse(wanted) as WantedVideo[]), [client, wanted]);
}

interface PartProps {
  people: readonly ParticipantView[];
  others: number;
}

function Others({ count, size }: { count: number; size?: Tiling }) {
  const { t } = useTranslation("room");
  if (count <= 0) return null;
  return (
    <li
      style={size}
      className="grid min-h-20 place-items-center rounded-xl border border-dashed border-line p-3 text-sm text-muted"
    >
      {t("people.others", { count })}
    </li>
  );
}

function Grid({ people, others }: PartProps) {
  const { box, width, height } = useBox();
  const count = people.length + (others > 0 ? 1 : 0);
  const tile = tiling(width, height, count);
  useWanted(people, () => layerFor(tile.width));
  return (
    <div ref={box} className="min-h-40 flex-1">
      <ul className="flex min-h-full flex-wrap content-center justify-center gap-3">
        {people.map((person) => (
          <VideoTile key={person.participant_id} person={person} small={tile.width < 220} size={tile} />
        ))}
        <Others count={others} size={tile} />
      </ul>
    </div>
  );
}

/** Something large, and the people beside it: under it on a narrow screen. */
function Large({ people, others, large }: PartProps & { large: ParticipantView | null }) {
  const id = large?.participant_id;
  useWanted(people, (each) => (each === id ? largeLayer : smallLayer));
  const beside = people.filter((person) => person !== large);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 lg:flex-row">
      <div className="relative min-h-0 min-w-0 flex-1">
        {large ? (
          <ul className="absolute inset-0">
            <VideoTile person={large} className="size-full" />
          </ul>
        ) : (
          <SharedScreen />
        )}
      </div>
      <ul
        {...scrollable}
        className="flex shrink-0 gap-2 overflow-auto p-1 max-lg:*:w-36 lg:w-44 lg:flex-col lg:justify-start"
      >
        {beside.map((person) => (
          <VideoTile key={person.participant_id} person={person} small className="aspect-video shrink-0" />
        ))}
        <Others count={others} />
      </ul>
    </div>
  );
}

/** Who is large: the holder, else who is heard, else who was large before. */
function useLarge(people: readonly ParticipantView[]): ParticipantView | null {
  const me = useRoom(myId);
  const holder = useRoom((state) => holderOf(state)?.participant_id);
  const heard = useHeard().find((each) => each.participantId !== me)?.participantId;
  const last = useRef<string | undefined>(undefined);
  const now = holder ?? heard ?? last.current;
  useEffect(() => {
    last.current = now;
  });
  const find = (id: string | undefined) => people.find((person) => person.participant_id === id);
  return find(now) ?? people.find((person) => person.participant_id !== me) ?? people[0] ?? null;
}

/** The people with their cameras, in a lasting order: only the ring moves, never the people. */
export default function MediaStage() {
  const { t } = useTranslation("room");
  const participants = useRoom((state) => meetingOf(state).participants);
  const holderId = useRoom((state) => holderOf(state)?.participant_id);
  const chosen = useSignal(layout);
  const screen = useSharedScreen();
  const present = useMemo(() => presentPeople(participants), [participants]);
  const first = present.slice(0, tilesShown);
  const holder = present.find((person) => person.participant_id === holderId);
  const people = holder && !first.includes(holder) ? [...first.slice(0, -1), holder] : first;
  const others = present.length - people.length;
  const large = useLarge(people);
  const look = screen ? "screen" : chosen === "speaker" && people.length > 1 ? "speaker" : "grid";
  return (
    <section
      {...scrollable}
      aria-label={t("stage")}
      data-testid="media-stage"
      data-look={look}
      className="flex min-h-0 flex-col overflow-y-auto focus-visible:-outline-offset-3 bg-surface p-3 sm:p-4"
    >
      <PhaseRules />
      <MediaNotices />
      {look === "grid" ? (
        <Grid people={people} others={others} />
      ) : (
        <Large people={people} others={others} large={look === "screen" ? null : large} />
      )}
      {people.length === 1 && <Alone />}
    </section>
  );
}
