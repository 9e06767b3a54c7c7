using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Gezhi.Tests.Shared;

/// <summary>The product as a process of its own on a loopback port, so that it can be killed. Ends by its process id.</summary>
internal sealed class RunningGezhi : IAsyncDisposable
{
    private readonly Process process;

    private RunningGezhi(Process process, Uri address, string storage) => (this.process, Address, Storage) = (process, address, storage);

    public Uri Address { get; }

    /// <summary>Folder for database, photos and keys.</summary>
    public string Storage { get; }

    public int ProcessId => process.Id;

    /// <summary>Processor time of the process so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    private const int MostHeard = 2_000;

    /// <summary>What the program has printed so far, its first lines.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Key of the demo sign-in links of this start; null until they were printed.</summary>
    public string? DemoKey { get; private set; }

    /// <param name="storage">Folder for database, photos and keys; kept between starts.</param>
    /// <param name="settings">More configuration as <c>--Key=value</c>.</param>
    public static Task<RunningGezhi> Start(string storage, params string[] settings) =>
        StartAt(new Uri($"http://127.0.0.1:{FreePort()}"), storage, settings);

    /// <summary>At the address of an earlier start: a browser that was there goes on.</summary>
    public static async Task<RunningGezhi> StartAt(Uri address, string storage, params string[] settings)
    {
        string[] all =
        [
            Path.Combine(AppContext.BaseDirectory, "Gezhi.Web.dll"),
            $"--contentRoot={Path.Combine(Repository.Root, "src", "Web")}",
            $"--urls={address}",
            "--environment=Development",
            $"--Storage:Root={storage}",
            "--Demo:Reports=0",
            "--Loops:FirstRest=00:00:00",
            "--Limits:ReportsAMinute=1000000",
            "--Logging:LogLevel:Default=Error",
            "--Messages:Sender=File",
            .. settings,
        ];
        var child = Process.Start(
            new ProcessStartInfo("dotnet", all)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var running = new RunningGezhi(child, address, storage);
        child.OutputDataReceived += (_, line) =>
        {
            running.DemoKey ??= KeyIn(line.Data);
            if (line.Data is { } said && running.Heard.Count < MostHeard)
                running.Heard.Enqueue(said);
        };
        child.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        await running.UntilHealthy();
        return running;
    }

    /// <summary>The link that the program prints for trying it out as somebody of a role. 演示登录</summary>
    /// <param name="role">As it stands in the link: operator, grid-worker…</param>
    /// <param name="userName">One of the cast; null for whoever comes first.</param>
    /// <exception cref="TimeoutException">The program printed none.</exception>
    public async Task<string> SignInLink(string role, string? userName = null)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (DemoKey is { } key)
                return new Uri(Address, $"/demo/sign-in/{role}?key={key}{(userName is null ? "" : $"&user={userName}")}").ToString();
            await Task.Delay(100);
        }
        throw new TimeoutException($"Gezhi printed no link for {role}");
    }

    /// <summary>As a power cut would: no goodbye.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private async Task UntilHealthy()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        for (var attempt = 0; attempt < 9000; attempt++)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"Gezhi ended with {process.ExitCode}");
            try
            {
                if ((await client.GetAsync(new Uri("/health", UriKind.Relative))).IsSuccessStatusCode)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(100);
            }
        }
        throw new TimeoutException("Gezhi did not become healthy");
    }

    private static string? KeyIn(string? line) =>
        line?.IndexOf("?key=", StringComparison.Ordinal) is { } at and >= 0 ? line[(at + 5)..].Trim() : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
