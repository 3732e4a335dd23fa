import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { meQuery } from "../api/me";
import type { components } from "../api/schema";
import { LanguageChoice, SignOut } from "../features/people/Account";
import { languageOf, speak } from "../lib/i18n";
import { addresses } from "../lib/server-page";
import { useLive } from "../live/useLive";
import { Mark } from "../ui/Mark";

/** Header, page, footer: what stays while pages change. */
export function Layout() {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const language = me ? languageOf(me.language) : null;

  useEffect(() => {
    if (language && language !== i18n.locale) void speak(language);
  }, [language, i18n]);

  useLive(me ? "me" : null, {
    "*": () => {
      for (const key of ["me", "notices", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });

  return (
    <>
      <a className="skip" href="#main">
        <Trans>Skip to the content</Trans>
      </a>
      <header className="site-header">
        <div className="site-header__inner">
          <a className="brand" href={addresses.start()}>
            <Mark />
            Do Tank Network
          </a>
          <Menu label={t`Menu`}>
            <nav aria-label={t`Main menu`} className="app-nav">
              <ul className="site-nav">
                <NavItem to="/" exact>
                  <Trans>My desk</Trans>
                </NavItem>
                <NavItem to="/problems">
                  <Trans>Problems</Trans>
                </NavItem>
                <NavItem to="/dotanks">
                  <Trans>Do Tanks</Trans>
                </NavItem>
                <NavItem to="/pilots">
                  <Trans>Pilots</Trans>
                </NavItem>
                <NavItem to="/groups">
                  <Trans>Groups</Trans>
                </NavItem>
                <li>
                  <a className="site-nav__link" href={addresses.library()}>
                    <Trans>Library</Trans>
                  </a>
                </li>
              </ul>
            </nav>
            <div className="app-nav__end">
              <Link to="/problems/new" className="ds-button app-nav__post" data-variant="secondary">
                <Trans>Post a problem</Trans>
              </Link>
              <NoticesLink unread={me?.new_notices ?? 0} />
              <AccountMenu
                name={me?.name ?? ""}
                organisation={me?.organisation?.name ?? ""}
                abilities={me?.abilities}
              />
            </div>
          </Menu>
        </div>
      </header>
      {me?.second_factor_needed ? (
        <aside className="notice notice-across" data-tone="wait" aria-label={t`Your role waits`}>
          <strong>
            <Trans>Your role waits for a second step at sign-in.</Trans>
          </strong>{" "}
          <a href={addresses.page("accounts/2fa")}>
            <Trans>Set it up; it takes two minutes</Trans>
          </a>
        </aside>
      ) : null}
      <Outlet />
      <footer className="site-footer">
        <div className="site-footer__inner">
          <p className="quiet">
            <Trans>Report what stands in the way. Fix it together.</Trans>
          </p>
          <ul className="link-row">
            <li>
              <a href={addresses.howItWorks()}>
                <Trans>How it works</Trans>
              </a>
            </li>
            <li>
              <a href={addresses.page("rules")}>
                <Trans>Rules in the way</Trans>
              </a>
            </li>
            <li>
              <Link to="/exemptions">
                <Trans>Exemptions</Trans>
              </Link>
            </li>
            <li>
              <a href={addresses.page("what-we-store")}>
                <Trans>What we store</Trans>
              </a>
            </li>
            <li>
              <a href={addresses.page("accessibility")}>
                <Trans>Accessibility</Trans>
              </a>
            </li>
          </ul>
        </div>
      </footer>
    </>
  );
}

function NavItem({
  to,
  exact = false,
  children,
}: {
  to: "/" | "/problems" | "/dotanks" | "/pilots" | "/groups";
  exact?: boolean;
  children: ReactNode;
}) {
  return (
    <li>
      <Link
        to={to}
        className="site-nav__link"
        activeOptions={{ exact, includeSearch: false }}
        activeProps={{ "aria-current": "page" }}
        preload="intent"
      >
        {children}
      </Link>
    </li>
  );
}

/** The bell: how many wait stands in words, not in colour alone. */
function NoticesLink({ unread }: { unread: number }) {
  return (
    <Link
      to="/notices"
      className="site-nav__link"
      activeProps={{ "aria-current": "page" }}
      data-unread={unread > 0 || undefined}
    >
      <svg className="bell" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M12 3.5a6 6 0 0 0-6 6v3.2L4.5 16h15L18 12.7V9.5a6 6 0 0 0-6-6ZM9.8 18.5a2.3 2.3 0 0 0 4.4 0" />
      </svg>
      {unread > 0 ? <Trans>{unread} new</Trans> : <Trans>Notices</Trans>}
      {unread > 0 ? (
        <span className="ds-sr-only">
          <Trans>notices</Trans>
        </span>
      ) : null}
    </Link>
  );
}

/** On a phone everything behind one button; on a desk all of it in the open. */
function Menu({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape or a followed link closes the menu, wherever in it the focus is.
    <div
      className="app-menu"
      data-open={open || undefined}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest("a")) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className="ds-button app-menu__button"
        data-variant="secondary"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      <div className="app-menu__parts" id={id}>
        {children}
      </div>
    </div>
  );
}

interface AccountProps {
  name: string;
  organisation: string;
  abilities: components["schemas"]["MyAbilities"] | undefined;
}

function AccountMenu({ name, organisation, abilities }: AccountProps) {
  const { t } = useLingui();
  const place = useRef<HTMLDetailsElement>(null);
  const close = () => place.current?.removeAttribute("open");
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) close();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  });
  return (
    <details
      className="account"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !place.current?.open) return;
        event.stopPropagation();
        close();
        place.current.querySelector("summary")?.focus();
      }}
    >
      <summary className="site-nav__link">{name || t`Account`}</summary>
      <div className="account__panel panel stack" data-gap="sm">
        <p className="account__who">
          <strong>{name}</strong>
          <br />
          <span className="quiet small">{organisation}</span>
        </p>
        <LanguageChoice />
        <Link to="/settings" className="account__link" onClick={close}>
          <Trans>Settings</Trans>
        </Link>
        {abilities?.form_teams ? (
          <Link to="/assembly" className="account__link" onClick={close}>
            <Trans>Teams for many problems</Trans>
          </Link>
        ) : null}
        {abilities?.sign_off ? (
          <Link to="/sign-offs" className="account__link" onClick={close}>
            <Trans>Sign-offs</Trans>
          </Link>
        ) : null}
        {abilities?.hand_over ? (
          <Link to="/away" className="account__link" onClick={close}>
            <Trans>While I am away</Trans>
          </Link>
        ) : null}
        {abilities?.keep_organisations ? (
          <Link to="/organisations" className="account__link" onClick={close}>
            <Trans>Organisations</Trans>
          </Link>
        ) : null}
        {abilities?.keep_roles ? (
          <Link to="/roles" className="account__link" onClick={close}>
            <Trans>Roles</Trans>
          </Link>
        ) : null}
        <SignOut />
      </div>
    </details>
  );
}
