using System.Diagnostics;
using System.Globalization;

namespace Gezhi.Tests.Bench;

/// <summary>Cases from the report to the rating over the real API, by five people who are signed in. 全流程</summary>
internal sealed class LifeCycle
{
    public static readonly string[] Steps = ["report", "file", "dispatch", "accept", "hand in", "check", "close", "rate"];

    /// <summary>Two equally specific rules name two units, so that no rule dispatches by itself and a person decides.</summary>
    public const string Category = "gb47678/matter/06045";

    public const double Lon = 113.6595;
    public const double Lat = 34.7521;

    private readonly Uri _address;
    private readonly Dictionary<string, string> _cookies;
    private int _number;

    private LifeCycle(Uri address, Dictionary<string, string> cookies) => (_address, _cookies) = (address, cookies);

    /// <param name="Steps">Per step.</param>
    internal sealed record Result(double CasesPerSecond, IReadOnlyList<Load> Steps);

    public static async Task<LifeCycle> SignIn(BenchTown town) =>
        new(
            town.Address,
            new()
            {
                ["operator"] = await town.SignIn("operator", "caozuo01"),
                ["dispatcher"] = await town.SignIn("dispatcher", "paiqian01"),
                ["handler"] = await town.SignIn("handler", "chuzhi001"),
                ["checker"] = await town.SignIn("checker", "hecha01"),
                ["closer"] = await town.SignIn("operator", "caozuo02"),
            }
        );

    /// <summary>As many whole lives as fit into the time, on so many connections.</summary>
    public Result Run(int connections, TimeSpan time, CancellationToken ct)
    {
        var (gate, all, lives) = (new Lock(), Steps.Select(_ => new List<double>()).ToArray(), 0);
        var clock = Stopwatch.StartNew();
        HttpLoad.Threads(
            connections,
            _ =>
            {
                using var line = new HttpLine(_address);
                var mine = Steps.Select(_ => new List<double>()).ToArray();
                var lived = 0;
                for (; clock.Elapsed < time && !ct.IsCancellationRequested; lived++)
                    Live(line, mine);
                lock (gate)
                {
                    lives += lived;
                    for (var step = 0; step < all.Length; step++)
                        all[step].AddRange(mine[step]);
                }
            }
        );
        var took = clock.Elapsed;
        return new Result(lives / took.TotalSeconds, [.. all.Select(step => Load.Of(step, took))]);
    }

    public static byte[] Report(int number) =>
        HttpLine.Post(
            "/api/reports",
            null,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"text":"第 {{number}} 处绿化带被踩秃了，停满了电动车","lon":{{Lon}},"lat":{{Lat}}}"""
            )
        );

    private void Live(HttpLine line, List<double>[] steps)
    {
        var step = 0;
        Send(line, Report(Interlocked.Increment(ref _number)), steps[step++]);
        var (path, receipt) = ($"/api/cases/{line.Field("caseId")}", line.Field("receiptNo"));
        void Move(string who, string what, string body) => Send(line, HttpLine.Post($"{path}/{what}", _cookies[who], body), steps[step++]);
        Move("operator", "filing", $$"""{"categoryKey":"{{Category}}","version":1}""");
        Move("dispatcher", "dispatches", """{"unitCode":"municipal-works","version":2}""");
        Move("handler", "acceptance", """{"version":3}""");
        Move("handler", "hand-in", """{"result":"已补种草皮并加装护栏","version":4}""");
        Move("checker", "checks", """{"passed":true,"version":5}""");
        Move("closer", "closure", """{"answer":"绿化带已补种，感谢您的提醒。","version":6}""");
        Send(line, HttpLine.Post($"/api/receipts/{receipt}/rating", null, """{"isSolved":true,"satisfaction":5}"""), steps[step]);
    }

    private static void Send(HttpLine line, byte[] request, List<double> times)
    {
        var begun = Stopwatch.GetTimestamp();
        if (line.Send(request) is < 200 or > 299)
            throw new InvalidOperationException(
                $"{System.Text.Encoding.ASCII.GetString(request).Split(" HTTP", 2)[0]}: {line.Status} {line.Body}"
            );
        times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }
}
