import { Suspense } from "react";
import { Navigate, Outlet, Route, Routes } from "react-router";
import { Loading } from "./Loading";
import { lazyPage } from "./lazy-page";
import { NotFound } from "./NotFound";
import { RequireAccount, RequireGuest } from "./RequireAccount";

const SignIn = lazyPage(() => import("@/features/auth/SignInPage"), "auth");
const SignUp = lazyPage(() => import("@/features/auth/SignUpPage"), "auth");
const AccountPages = lazyPage(() => import("./AccountPages"));
const Shell = lazyPage(() => import("./Shell"));
const Meetings = lazyPage(() => import("@/features/meetings/MeetingsPage"), "meetings");
const NewMeeting = lazyPage(() => import("@/features/meetings/NewMeetingPage"), "meetings");
const Room = lazyPage(() => import("@/features/room/RoomPage"), "room", "events");
const Dashboard = lazyPage(() => import("@/features/facilitator/DashboardPage"), "facilitator", "room");
const Overview = lazyPage(() => import("@/features/overview/OverviewPage"), "overview");
const Record = lazyPage(() => import("@/features/record/RecordPage"), "record", "events");
const Statistics = lazyPage(() => import("@/features/statistics/MeetingStatisticsPage"), "stats", "charts");
const MyParticipation = lazyPage(
  () => import("@/features/statistics/MyParticipationPage"),
  "stats",
  "charts",
);
const Organisation = lazyPage(() => import("@/features/statistics/OrganisationPage"), "stats", "charts");
const Settings = lazyPage(() => import("@/features/settings/SettingsPage"), "settings");

const page = (
  <Suspense fallback={<Loading />}>
    <Outlet />
  </Suspense>
);

export function AppRoutes() {
  return (
    <Routes>
      <Route element={page}>
        <Route element={<RequireGuest />}>
          <Route path="/sign-in" element={<SignIn />} />
          <Route path="/sign-up" element={<SignUp />} />
        </Route>
        <Route element={<RequireAccount />}>
          <Route path="/" element={<Navigate to="/meetings" replace />} />
          <Route element={<AccountPages />}>
            <Route path="/meetings/:id" element={<Room />} />
            <Route path="/meetings/:id/dashboard" element={<Dashboard />} />
            <Route element={<Shell />}>
              <Route path="/meetings" element={<Meetings />} />
              <Route path="/overview" element={<Overview />} />
              <Route path="/meetings/new" element={<NewMeeting />} />
              <Route path="/meetings/:id/record" element={<Record />} />
              <Route path="/meetings/:id/statistics" element={<Statistics />} />
              <Route path="/participation" element={<MyParticipation />} />
              <Route path="/organisation" element={<Organisation />} />
              <Route path="/settings" element={<Settings />} />
            </Route>
          </Route>
        </Route>
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
