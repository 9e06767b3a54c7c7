using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Notify;

/// <summary>How to reach the mail server; section <c>Messages:Email</c>. 邮件服务器设置</summary>
/// <param name="UseTls">STARTTLS; a server that speaks TLS from the first byte (port 465) needs a relay in between.</param>
internal sealed record SmtpSettings(string Host, int Port, bool UseTls, string? User, string? Password, string From, string FromName)
{
    /// <exception cref="InvalidOperationException">The sender's address is missing, or a password would travel in the open.</exception>
    public static SmtpSettings Read(IConfigurationSection section)
    {
        var from = section["From"] ?? throw new InvalidOperationException("Messages:Email:From is missing: the address mail is sent from");
        var settings = new SmtpSettings(
            section["Host"]!,
            section.GetValue("Port", 587),
            section.GetValue("Tls", true),
            section["User"],
            section["Password"],
            from,
            section["FromName"] ?? "格治"
        );
        if (settings is { User.Length: > 0, UseTls: false } && !IPAddress.TryParse(settings.Host, out _))
            throw new InvalidOperationException("Messages:Email:Tls is false with a user: the password would travel unencrypted");
        return settings;
    }

    /// <summary>The secret stays out of whatever prints the settings.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>Sends e-mail by SMTP. 邮件发送</summary>
internal sealed class SmtpSender(SmtpSettings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="MessageNotSent">The server cannot be reached or did not take it; final when the mailbox is refused.</exception>
    public async Task Send(Outgoing message, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls };
            if (settings.User is { Length: > 0 } user)
                client.Credentials = new NetworkCredential(user, settings.Password);
            using var mail = Mail(message);
            await client.SendMailAsync(mail, limit.Token);
        }
        catch (SmtpException e)
        {
            throw new MessageNotSent($"SMTP {(int)e.StatusCode}", e) { IsFinal = IsForGood(e) };
        }
        catch (FormatException e)
        {
            throw new MessageNotSent("not a mail address", e) { IsFinal = true };
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new MessageNotSent("SMTP timeout", e);
        }
    }

    private MailMessage Mail(Outgoing message)
    {
        var mail = new MailMessage(new MailAddress(settings.From, settings.FromName, Encoding.UTF8), new MailAddress(message.Address))
        {
            Subject = message.Title.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = message.Text,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        // The same id when it is tried again: a mailbox that already has it shows it once.
        mail.Headers.Add("Message-ID", $"<{message.Id:N}@{new MailAddress(settings.From).Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    /// <summary>5xx about the mailbox; 4xx and a lost connection pass.</summary>
    private static bool IsForGood(SmtpException e) =>
        e.StatusCode
            is SmtpStatusCode.MailboxUnavailable
                or SmtpStatusCode.MailboxNameNotAllowed
                or SmtpStatusCode.UserNotLocalTryAlternatePath;
}
