using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gezhi.Platform.Notify;

/// <summary>One conversation with a mail server (RFC 5321), in the open, with STARTTLS or over TLS from the first byte. 邮件会话</summary>
internal sealed class SmtpTalk : IAsyncDisposable
{
    private const int LongestAnswer = 16 * 1024;

    private readonly TcpClient tcp = new() { NoDelay = true };
    private readonly SmtpSettings settings;
    private readonly byte[] heard = new byte[4096];
    private Stream stream = Stream.Null;
    private int heardFrom;
    private int heardTo;
    private string can = "";

    private SmtpTalk(SmtpSettings settings) => this.settings = settings;

    /// <summary>Connected, secured as the settings say, and signed in.</summary>
    public static async Task<SmtpTalk> Begin(SmtpSettings settings, CancellationToken ct)
    {
        var talk = new SmtpTalk(settings);
        try
        {
            await talk.Open(ct);
            return talk;
        }
        catch
        {
            await talk.DisposeAsync();
            throw;
        }
    }

    /// <param name="data">Header and body, lines ended by CR LF.</param>
    public async Task Send(string from, string to, string data, CancellationToken ct)
    {
        await Ask($"MAIL FROM:<{from}>", 250, ct);
        await Ask($"RCPT TO:<{to}>", 250, ct, isAboutTheMailbox: true);
        await Ask("DATA", 354, ct);
        await Ask(data.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + "\r\n.", 250, ct);
    }

    /// <summary>The server has the mail; whether it says goodbye does not matter.</summary>
    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        tcp.Dispose();
    }

    private async Task Open(CancellationToken ct)
    {
        await tcp.ConnectAsync(settings.Host, settings.Port, ct);
        stream = tcp.GetStream();
        if (settings.Tls == SmtpTls.Implicit)
            await Secure(ct);
        await Hear(220, ct);
        await Greet(ct);
        if (settings.Tls == SmtpTls.StartTls)
        {
            if (!Can("STARTTLS"))
                throw new MessageNotSent("SMTP offers no TLS");
            await Ask("STARTTLS", 220, ct);
            if (heardFrom < heardTo)
                throw new MessageNotSent("SMTP spoke before TLS"); // slipped in by somebody on the way
            await Secure(ct);
            await Greet(ct);
        }
        if (settings.User is { Length: > 0 } user)
            await SignIn(user, settings.Password ?? "", ct);
    }

    private async Task Secure(CancellationToken ct)
    {
        var tls = new SslStream(stream);
        stream = tls;
        var options = new SslClientAuthenticationOptions { TargetHost = settings.Host };
        if (settings.Trusted is { } trusted)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck, // a private authority seldom publishes lists
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }
        await tls.AuthenticateAsClientAsync(options, ct);
    }

    private async Task Greet(CancellationToken ct)
    {
        var own = ((IPEndPoint)tcp.Client.LocalEndPoint!).Address;
        own = own.IsIPv4MappedToIPv6 ? own.MapToIPv4() : own;
        can = await Ask($"EHLO [{(own.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6:" : "")}{own}]", 250, ct);
    }

    /// <summary>The first of the two ways that every server knows one of.</summary>
    private async Task SignIn(string user, string password, CancellationToken ct)
    {
        var ways = can.Split('\n').FirstOrDefault(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase)) ?? "";
        if (ways.Contains("PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            await Ask("AUTH PLAIN " + Base64($"\0{user}\0{password}"), 235, ct);
            return;
        }
        if (!ways.Contains("LOGIN", StringComparison.OrdinalIgnoreCase))
            throw new MessageNotSent("SMTP offers no sign-in we know");
        await Ask("AUTH LOGIN", 334, ct);
        await Ask(Base64(user), 334, ct);
        await Ask(Base64(password), 235, ct);
    }

    private bool Can(string what) => can.Split('\n').Contains(what, StringComparer.OrdinalIgnoreCase);

    private async Task<string> Ask(string said, int expected, CancellationToken ct, bool isAboutTheMailbox = false)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(said + "\r\n"), ct);
        await stream.FlushAsync(ct);
        return await Hear(expected, ct, isAboutTheMailbox);
    }

    /// <summary>All lines of an answer without their code, one below the other.</summary>
    /// <exception cref="MessageNotSent">Another code; final when the mailbox does not exist.</exception>
    private async Task<string> Hear(int expected, CancellationToken ct, bool isAboutTheMailbox = false)
    {
        var answer = new StringBuilder();
        while (true)
        {
            var line = await Line(ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || answer.Length > LongestAnswer)
                throw new MessageNotSent("SMTP spoke nonsense");
            if (line.Length > 3)
                answer.Append(line.AsSpan(4)).Append('\n');
            if (line.Length > 3 && line[3] == '-')
                continue;
            return code == expected
                ? answer.ToString()
                : throw new MessageNotSent($"SMTP {code}") { IsFinal = isAboutTheMailbox && code is 550 or 551 or 553 };
        }
    }

    private async Task<string> Line(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (line.Length <= LongestAnswer)
        {
            if (heardFrom == heardTo)
            {
                (heardFrom, heardTo) = (0, await stream.ReadAsync(heard, ct));
                if (heardTo == 0)
                    throw new IOException("the mail server hung up");
            }
            var c = (char)heard[heardFrom++];
            if (c == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append(c);
        }
        throw new MessageNotSent("SMTP spoke nonsense");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
