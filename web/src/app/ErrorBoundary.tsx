import i18next from "i18next";
import { TriangleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
import { Button } from "@/shared/ui/Button";
import { Message } from "@/shared/ui/Message";

interface State {
  failed: boolean;
}

/** The last net: a page that broke says so, and how to go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="grid min-h-dvh place-items-center">
        <Message
          level="h1"
          icon={<TriangleAlert size={26} />}
          title={i18next.t("crash.title")}
          actions={
            <Button tone="primary" size="lg" onClick={() => location.reload()}>
              {i18next.t("crash.reload")}
            </Button>
          }
        >
          {i18next.t("crash.text")}
        </Message>
      </main>
    );
  }
}
