using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Notify;

/// <summary>How the way to the mail server is kept from listeners. 邮件加密方式</summary>
internal enum SmtpTls
{
    /// <summary>In the open: for a server on the same machine or network, without a password.</summary>
    None,

    /// <summary>Begins in the open and must switch (RFC 3207), port 587 or 25.</summary>
    StartTls,

    /// <summary>From the first byte (RFC 8314), port 465.</summary>
    Implicit,
}

/// <summary>How to reach the mail server; section <c>Messages:Email</c>. 邮件服务器设置</summary>
/// <param name="Trusted">Who may vouch for the server, from <c>TrustedCertificate</c> (PEM): nobody else then; null: whom the system trusts.</param>
internal sealed record SmtpSettings(
    string Host,
    int Port,
    SmtpTls Tls,
    string? User,
    string? Password,
    string From,
    string FromName,
    X509Certificate2Collection? Trusted
)
{
    private const int ImplicitPort = 465;

    /// <exception cref="InvalidOperationException">The sender's address is missing, a password would travel in the open, or the certificate cannot be read.</exception>
    public static SmtpSettings Read(IConfigurationSection section)
    {
        var from = section["From"] ?? throw new InvalidOperationException("Messages:Email:From is missing: the address mail is sent from");
        var port = section.GetValue("Port", 587);
        var settings = new SmtpSettings(
            section["Host"]!,
            port,
            Kind(section["Tls"], port),
            section["User"],
            section["Password"],
            from,
            section["FromName"] ?? "格治",
            Certificates(section["TrustedCertificate"])
        );
        if (settings is { User.Length: > 0, Tls: SmtpTls.None } && !IPAddress.TryParse(settings.Host, out _))
            throw new InvalidOperationException("Messages:Email:Tls is false with a user: the password would travel unencrypted");
        return settings;
    }

    /// <summary>The secret stays out of whatever prints the settings.</summary>
    public override string ToString() => $"{Host}:{Port}";

    private static SmtpTls Kind(string? given, int port) =>
        given?.ToUpperInvariant() switch
        {
            null or "" or "TRUE" => port == ImplicitPort ? SmtpTls.Implicit : SmtpTls.StartTls,
            "FALSE" => SmtpTls.None,
            "STARTTLS" => SmtpTls.StartTls,
            "IMPLICIT" => SmtpTls.Implicit,
            _ => throw new InvalidOperationException($"Messages:Email:Tls is '{given}'; it must be Implicit, StartTls, true or false"),
        };

    private static X509Certificate2Collection? Certificates(string? file)
    {
        if (file is not { Length: > 0 })
            return null;
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException("Messages:Email:TrustedCertificate cannot be read as PEM", e);
        }
        return certificates.Count > 0
            ? certificates
            : throw new InvalidOperationException("Messages:Email:TrustedCertificate holds no certificate");
    }
}
