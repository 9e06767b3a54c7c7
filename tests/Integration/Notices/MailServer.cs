using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>A real SMTP server (Debian's python3-aiosmtpd) on a loopback port; stopped with the test.</summary>
internal sealed class MailServer : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly Process process;
    private readonly string folder;

    private MailServer(Process process, string folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>Whole messages as they arrived.</summary>
    public IReadOnlyList<string> Mails =>
        Directory.Exists(Path.Combine(folder, "new")) ? [.. Directory.GetFiles(Path.Combine(folder, "new")).Select(File.ReadAllText)] : [];

    /// <summary>Skips the test where the server is not installed.</summary>
    /// <param name="tls">implicit or starttls, and a PEM file with certificate and key; nothing: in the open.</param>
    public static async Task<MailServer> Start(params string[] tls)
    {
        if (!File.Exists(Python) || !await Knows())
            Xunit.Assert.Skip("no SMTP server here: install python3-aiosmtpd");
        var mailbox = Path.Combine(Directory.CreateTempSubdirectory("gezhi-mail-").FullName, "box");
        var port = FreePort();
        var script = Path.Combine(Repository.Root, "tests", "Integration", "Notices", "mail_server.py");
        var server = Run([script, mailbox, port.ToString(CultureInfo.InvariantCulture), .. tls]);
        var said = await server.StandardOutput.ReadLineAsync();
        return said == "ready"
            ? new MailServer(server, mailbox, port)
            : throw new InvalidOperationException("the SMTP server did not start");
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000))
            process.Kill();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> Knows()
    {
        using var asked = Run(["-c", "import aiosmtpd"]);
        await asked.WaitForExitAsync();
        return asked.ExitCode == 0;
    }

    private static Process Run(string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(Python, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
}
