using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>A certificate that vouches for itself, as PEM files; gone with the test.</summary>
internal sealed class Certificate : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gezhi-certificate-");

    /// <summary>For whoever is to trust it.</summary>
    public string Alone => Path.Combine(folder.FullName, "certificate.pem");

    /// <summary>For the server.</summary>
    public string WithKey => Path.Combine(folder.FullName, "server.pem");

    public static Certificate For(string host)
    {
        var made = new Certificate();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(made.Alone, certificate.ExportCertificatePem());
        File.WriteAllText(made.WithKey, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return made;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
