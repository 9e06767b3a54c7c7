"""A real SMTP server for tests: aiosmtpd on a loopback port; mail lands in a Maildir.
mail_server.py BOX PORT [implicit|starttls CERTIFICATE_WITH_KEY.pem]
gone@… is refused for good, busy@… for now. With TLS it takes mail only from user gezhi with password 密码-1."""
import ssl, sys
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import AuthResult, LoginPassword


class Handler(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("busy@"):
            return "451 4.3.0 try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"gezhi", "密码-1".encode())
    return AuthResult(success=right, handled=False)


box, port, *tls = sys.argv[1:]
more = {}
if tls:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.load_cert_chain(tls[1])
    more = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": tls[0] == "starttls"}
    more |= {"ssl_context": context} if tls[0] == "implicit" else {"tls_context": context, "require_starttls": True}
controller = Controller(Handler(box), hostname="127.0.0.1", port=int(port), **more)
controller.start()
print("ready", flush=True)
sys.stdin.read()  # until the test closes it
controller.stop()
