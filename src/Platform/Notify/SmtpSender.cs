using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Gezhi.Platform.Notify;

/// <summary>Sends e-mail by SMTP. 邮件发送</summary>
/// <remarks>An own small client: the framework's knows no TLS from the first byte and cannot be told whom to trust.</remarks>
internal sealed class SmtpSender(SmtpSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Bytes of one encoded word, so that with the name of its header it stays within the 76 characters of RFC 2047.</summary>
    private const int WordBytes = 39;

    /// <exception cref="MessageNotSent">The server cannot be reached, is not who it should be, or did not take it; final when the mailbox is refused.</exception>
    public async Task Send(Outgoing message, CancellationToken ct)
    {
        var to = Address(message.Address);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            await using var talk = await SmtpTalk.Begin(settings, limit.Token);
            await talk.Send(settings.From, to, Mail(message, to), limit.Token);
        }
        catch (AuthenticationException e)
        {
            throw new MessageNotSent("SMTP certificate not trusted", e);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new MessageNotSent("SMTP out of reach", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new MessageNotSent("SMTP timeout", e);
        }
    }

    /// <summary>The address as it travels: ASCII, the domain in its coded form.</summary>
    private static string Address(string given)
    {
        try
        {
            var address = new MailAddress(given);
            var host = new IdnMapping().GetAscii(address.Host);
            if (address.User.All(c => char.IsAscii(c) && c is > ' ' and not ('<' or '>')))
                return $"{address.User}@{host}";
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new MessageNotSent("not a mail address", e) { IsFinal = true };
        }
        throw new MessageNotSent("not a mail address") { IsFinal = true };
    }

    private string Mail(Outgoing message, string to)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(message.Text.ReplaceLineEndings("\r\n")));
        string[] lines =
        [
            $"From: {Words(settings.FromName)} <{settings.From}>",
            $"To: <{to}>",
            $"Subject: {Words(message.Title)}",
            $"Date: {clock.UtcNow.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000",
            // The same id when it is tried again: a mailbox that already has it shows it once.
            $"Message-ID: <{message.Id:N}@{new MailAddress(settings.From).Host}>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            .. text.Chunk(76).Select(line => new string(line)),
        ];
        return string.Join("\r\n", lines);
    }

    /// <summary>A heading in encoded words; line ends and control characters cannot get out of one.</summary>
    private static string Words(string text)
    {
        var (words, word) = (new List<string>(), new List<byte>());
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.ReplaceLineEndings(" ").EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (word.Count + length > WordBytes)
                Close();
            word.AddRange(bytes[..length]);
        }
        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}
