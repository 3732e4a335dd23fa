"""How people prove who they are: their organisation's sign-in, passkeys, one-time codes; and how long that holds."""
