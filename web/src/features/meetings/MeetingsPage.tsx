import { Plus, Search, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { buttonClass } from "@/shared/ui/Button";
import { controlClass } from "@/shared/ui/Field";
import { Message } from "@/shared/ui/Message";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useTitle } from "@/shared/ui/useTitle";
import { MeetingGroup } from "./MeetingGroup";
import { useMeetings } from "./useMeetings";

export default function MeetingsPage() {
  const { t } = useTranslation("meetings");
  const [filter, setFilter] = useState("");
  const live = useMeetings("live");
  const scheduled = useMeetings("scheduled");
  const closed = useMeetings("closed");
  useTitle(t("title"));
  const groups = [live, scheduled, closed];
  const isEmpty = groups.every((group) => group.isSuccess && group.meetings.length === 0);
  const newMeeting = (
    <Link to="/meetings/new" className={buttonClass("primary", "md")}>
      <Plus size={17} aria-hidden="true" />
      {t("new")}
    </Link>
  );
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-1 flex-col gap-6">
      <PageHeading title={t("title")} lead={t("lead")} actions={!isEmpty && newMeeting} />
      {isEmpty ? (
        <div className="grid flex-1 place-items-center">
          <Message icon={<Users size={26} />} title={t("empty.title")} actions={newMeeting}>
            {t("empty.text")}
          </Message>
        </div>
      ) : (
        <>
          <div className="relative">
            <Search
              size={17}
              aria-hidden="true"
              className="pointer-events-none absolute inset-y-0 start-3 my-auto text-muted"
            />
            <input
              type="search"
              aria-label={t("filter")}
              placeholder={t("filterPlaceholder")}
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
              className={`${controlClass} ps-9`}
            />
          </div>
          <MeetingGroup status="live" list={live} filter={filter} />
          <MeetingGroup status="scheduled" list={scheduled} filter={filter} />
          <MeetingGroup status="closed" list={closed} filter={filter} />
        </>
      )}
    </div>
  );
}
