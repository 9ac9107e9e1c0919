import { LayoutGrid, MonitorCheck, Rows3, WifiOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { errorText } from "@/shared/api/error-text";
import { readStored, writeStored } from "@/shared/lib/storage";
import { buttonClass } from "@/shared/ui/Button";
import { Choice } from "@/shared/ui/Choice";
import { Message } from "@/shared/ui/Message";
import { Notice } from "@/shared/ui/Notice";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useTitle } from "@/shared/ui/useTitle";
import { MeetingCard } from "./MeetingCard";
import { MeetingTable } from "./MeetingTable";
import { useAlarm } from "./useAlarm";
import { useBoard } from "./useBoard";
import { useHeld } from "./useHeld";

type Look = "cards" | "table";

/** All live meetings that one looks after, the ones that need it first. */
export default function OverviewPage() {
  const { t } = useTranslation("overview");
  const [look, setLook] = useState<Look>(readStored("overview") === "table" ? "table" : "cards");
  const { held, handlers } = useHeld();
  const { board, now, link, list } = useBoard(held);
  useAlarm(board);
  const pressing = board.filter(({ alerts }) => (alerts[0]?.severity ?? 0) > 1).length;
  useTitle(pressing > 0 ? t("docTitle", { count: pressing }) : t("title"));
  const choose = (next: Look) => {
    setLook(next);
    writeStored("overview", next);
  };
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-1 flex-col gap-5">
      <PageHeading
        title={t("title")}
        lead={board.length > 0 ? t("lead", { count: board.length, pressing }) : t("leadEmpty")}
        actions={
          board.length > 0 && (
            <Choice
              legend={t("look")}
              hideLegend
              name="look"
              look="segments"
              value={look}
              onChange={choose}
              options={[
                { value: "cards", label: t("cards"), icon: <LayoutGrid size={15} aria-hidden="true" /> },
                { value: "table", label: t("table"), icon: <Rows3 size={15} aria-hidden="true" /> },
              ]}
            />
          )
        }
      />
      {list.error && <Notice tone="danger">{errorText(list.error)}</Notice>}
      {link === "offline" && (
        <p className="hatched flex items-center gap-2 rounded-lg border border-edge px-3.5 py-2.5 text-sm font-semibold">
          <WifiOff size={16} aria-hidden="true" />
          {t("linkLost")}
        </p>
      )}
      {list.leftOut > 0 && <Notice>{t("leftOut", { count: list.leftOut })}</Notice>}
      {list.isSuccess && board.length === 0 && <NothingLive />}
      {board.length > 0 && (
        <div {...handlers}>
          {look === "table" ? (
            <MeetingTable board={board} now={now} />
          ) : (
            <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
              {board.map((entry) => (
                <MeetingCard key={entry.summary.id} entry={entry} now={now} />
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}

function NothingLive() {
  const { t } = useTranslation("overview");
  return (
    <div className="grid flex-1 place-items-center">
      <Message
        icon={<MonitorCheck size={26} />}
        title={t("empty.title")}
        actions={
          <Link to="/meetings" className={buttonClass("primary", "md")}>
            {t("empty.action")}
          </Link>
        }
      >
        {t("empty.text")}
      </Message>
    </div>
  );
}
