using System.Diagnostics;
using System.Globalization;

namespace Gezhi.Tests.Shared;

/// <summary>Where PostgreSQL's programs are and how to run them as somebody who is not root.</summary>
internal static class PostgresPrograms
{
    /// <summary>Folder of the newest version that can make a database cluster; null when there is none.</summary>
    public static string? Folder { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
                .OrderByDescending(folder => int.TryParse(Version(folder), CultureInfo.InvariantCulture, out var number) ? number : 0)
                .FirstOrDefault()
            : null;

    /// <summary>The user to become when we are root; null when there is none or no way to become it.</summary>
    public static string? SwitchUser { get; } =
        File.Exists("/usr/bin/setpriv") && File.Exists("/etc/passwd")
            ? Array.Find(
                ["postgres", "nobody"],
                user => File.ReadLines("/etc/passwd").Any(line => line.StartsWith(user + ":", StringComparison.Ordinal))
            )
            : null;

    public static string Version(string folder) => Path.GetFileName(Path.GetDirectoryName(folder))!;

    public static bool Has(string folder, string extension) =>
        File.Exists($"/usr/share/postgresql/{Version(folder)}/extension/{extension}.control");

    public static string[] AsUser(string[] command) =>
        Environment.IsPrivilegedProcess
            ? ["/usr/bin/setpriv", "--reuid", SwitchUser!, "--regid", GroupOf(SwitchUser!), "--clear-groups", .. command]
            : command;

    public static Task RunAsUser(string program, string[] arguments, CancellationToken ct)
    {
        var command = AsUser([program, .. arguments]);
        return Run(command[0], command[1..], ct);
    }

    public static async Task Run(string program, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var complaint = await process.StandardError.ReadToEndAsync(ct);
        await output;
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Path.GetFileName(program)} failed: {complaint}");
    }

    private static string GroupOf(string user) =>
        File.ReadLines("/etc/passwd").First(line => line.StartsWith(user + ":", StringComparison.Ordinal)).Split(':')[3];
}
