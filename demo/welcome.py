"""What `./script/start` says once the demo is open."""

OPEN = """
  Kestrel Row Bodywork is open:  {url}/
  For the team:                  {url}/admin/
  Mails that left:               {url}/demo/mail/

  Sign in as  desk@, tomasz@ (therapist), imani@ (clinical lead), editor@ or
  owner@kestrelrow.example.com; the code comes as a mail. Press Ctrl-C to stop.
"""
