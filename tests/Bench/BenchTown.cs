using System.Net;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Bench;

/// <summary>The product with the seed town as a process of its own, and people who signed in to it.</summary>
internal sealed class BenchTown : IAsyncDisposable
{
    private readonly RunningGezhi _process;
    private readonly string _storage;

    private BenchTown(RunningGezhi process, string storage) => (_process, _storage) = (process, storage);

    public Uri Address => _process.Address;

    public TimeSpan Cpu => _process.Cpu;

    /// <summary>Lines of the log that hold some words.</summary>
    public IEnumerable<string> Heard(string words) => _process.Heard.Where(line => line.Contains(words, StringComparison.Ordinal));

    /// <summary>Folder of database, files and keys.</summary>
    public string Storage => _storage;

    /// <summary>Most memory the process has held so far, as the kernel counts; 0 where it does not say.</summary>
    public double PeakMegabytes => Status("VmHWM:");

    /// <summary>Memory the process holds now, as the kernel counts; 0 where it does not say.</summary>
    public double Megabytes => Status("VmRSS:");

    private double Status(string name)
    {
        var status = $"/proc/{_process.ProcessId}/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) : null;
        return line is null
            ? 0
            : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture)
                / 1024;
    }

    /// <param name="connectionString">Of an empty PostgreSQL database; null: SQLite.</param>
    /// <param name="reports">How many reports of the last two months it begins with.</param>
    /// <param name="settings">More configuration as <c>--Key=value</c>.</param>
    public static async Task<BenchTown> Start(string? connectionString, int reports, params string[] settings)
    {
        var storage = Directory.CreateTempSubdirectory("gezhi-bench-").FullName;
        string[] database = connectionString is null
            ? []
            : ["--Database:Provider=Postgres", $"--ConnectionStrings:Gezhi={connectionString}"];
        return new BenchTown(
            await RunningGezhi.Start(
                storage,
                [
                    .. database,
                    $"--Demo:Reports={reports}",
                    "--Logging:LogLevel:Gezhi.Registry=Information",
                    "--Limits:ReceiptsAMinute=1000000",
                    .. settings,
                ]
            ),
            storage
        );
    }

    /// <summary>Signs somebody in by the demo link and gives the cookie header.</summary>
    /// <param name="userName">One of the cast; null for whoever comes first.</param>
    public async Task<string> SignIn(string role, string? userName)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = Address,
        };
        var answer = await client.GetAsync(
            new Uri($"/demo/sign-in/{role}?key={_process.DemoKey}{(userName is null ? "" : $"&user={userName}")}", UriKind.Relative)
        );
        return answer.StatusCode == HttpStatusCode.Redirect
            ? cookies.GetCookieHeader(Address)
            : throw new InvalidOperationException($"{userName ?? role} could not sign in: {(int)answer.StatusCode}");
    }

    /// <summary>Waits until what happens after the commits is done, so that it does not disturb the next measurement; at most so long.</summary>
    /// <returns>Seconds it took.</returns>
    public async Task<double> Settle(TimeSpan longest, CancellationToken ct)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (clock.Elapsed < longest)
        {
            var before = Cpu;
            await Task.Delay(200, ct);
            if ((Cpu - before).TotalMilliseconds < 20)
                break;
        }
        return clock.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_storage, recursive: true);
    }
}
