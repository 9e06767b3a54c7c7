using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Uploads and the virus scanner, against a small server that speaks INSTREAM.</summary>
public sealed class ScanTests
{
    /// <summary>The harmless file that every scanner reports; in two parts, so that no scanner reports this source.</summary>
    private static readonly byte[] Eicar = Encoding.ASCII.GetBytes(
        @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    );

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [InlineData("tcp")]
    [InlineData("unix")]
    public async Task The_daemon_is_asked_in_pieces_and_its_answer_is_understood(string way)
    {
        await using var daemon = ScanDaemon.Start(way);
        var scan = Scan(daemon.Address);
        var large = new byte[300_000];
        Random.Shared.NextBytes(large);

        (await scan.Look(large, default)).ShouldBe(Verdict.Clean);
        (await scan.Look(Eicar, default)).ShouldBe(Verdict.Infected);
        (await scan.Look(new byte[ScanDaemon.Longest + 1], default)).ShouldBe(Verdict.Unknown); // more than the daemon takes
        daemon.Seen.ShouldContain(s => s.SequenceEqual(large));
        (await Scan("").Look(Eicar, default)).ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => Scan("http://localhost/"));
    }

    [Fact]
    public async Task A_daemon_that_says_nothing_is_waited_for_no_longer_than_set()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var began = System.Diagnostics.Stopwatch.StartNew();

        (await Scan($"tcp://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}").Look(new byte[10], default)).ShouldBe(Verdict.Unknown);

        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_infected_photo_is_refused_and_a_clean_one_is_taken(Engine engine)
    {
        var town = await Town.On(engine);
        await using var daemon = ScanDaemon.Start("tcp");
        var (bad, good) = (Photo(Eicar), Photo(RandomNumberGenerator.GetBytes(16)));

        await town.With(
            async (services, db) =>
            {
                var intake = Intake(services, daemon.Address);
                (
                    await Should.ThrowAsync<RuleViolation>(() =>
                        intake.Keep(db, new IncomingFile("猫.jpg", bad), town.Clock.UtcNow, default)
                    )
                ).Code.ShouldBe("file.infected");
                var kept = await intake.Keep(db, new IncomingFile("a.jpg", good), town.Clock.UtcNow, default);
                (kept.Scan, kept.Preview, kept.PreviewAt.HasValue).ShouldBe((ScanState.Clean, PreviewState.Waiting, true));
                File.Exists(services.GetRequiredService<BlobStore>().Place(db.DistrictId, BlobStore.FolderOf(town.Clock.UtcNow), Hash(bad)))
                    .ShouldBeFalse();
                return 0;
            }
        );
    }

    [Fact]
    public async Task A_table_is_scanned_before_it_is_read_and_waits_outside_while_the_scanner_is_away()
    {
        await using var daemon = ScanDaemon.Start("tcp");
        using var bad = new MemoryStream(Eicar);
        using var good = new MemoryStream(Encoding.UTF8.GetBytes("姓名,电话\r\n试验,\r\n")) { Position = 5 };

        (await Should.ThrowAsync<RuleViolation>(() => Scan(daemon.Address).Demand(bad, "表.csv", default))).Code.ShouldBe("file.infected");
        await Scan(daemon.Address).Demand(good, "表.csv", default);
        good.Position.ShouldBe(0, "read from its beginning");
        (await Should.ThrowAsync<RuleViolation>(() => Scan("tcp://127.0.0.1:1").Demand(good, "表.csv", default))).Code.ShouldBe(
            "file.not-scanned"
        );
        await Scan("").Demand(bad, "表.csv", default); // no scanner, no question
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task While_the_scanner_is_away_a_file_waits_unseen_says_so_and_opens_or_goes_when_it_is_back(Engine engine)
    {
        var town = await Town.On(engine);
        var (good, bad) = (Photo(RandomNumberGenerator.GetBytes(16)), Photo([.. Eicar, .. RandomNumberGenerator.GetBytes(8)]));
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            Form.With(("text", "查毒程序不在"), ("lon", $"{Town.Lon}"), ("lat", $"{Town.Lat}")).Photo("files", good).Photo("files", bad)
        );
        var caseId = receipt["caseId"]!.GetValue<string>();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await town.With(
            async (services, db) => // as a host with a scanner that is away leaves them
            {
                var away = await Intake(services, "tcp://127.0.0.1:1")
                    .Keep(db, new IncomingFile("c.jpg", Photo(RandomNumberGenerator.GetBytes(16))), town.Clock.UtcNow, default);
                (away.Scan, away.PreviewAt).ShouldBe((ScanState.Waiting, null));
                foreach (var file in await db.Set<StoredFile>().Where(f => f.Hash == Hash(good) || f.Hash == Hash(bad)).ToListAsync())
                    (file.Scan, file.PreviewAt) = (ScanState.Waiting, null);
                await db.Save(default);
                return 0;
            }
        );

        foreach (var size in new[] { "original", "thumb", "screen" })
            (await linXiao.Refused($"/files/{Hash(good)}/{size}", method: HttpMethod.Get)).ShouldBe((409, "file.quarantined"));
        var page = new HttpRequestMessage(HttpMethod.Get, $"/cases/{caseId}");
        page.Headers.Accept.ParseAdd("text/html");
        (await (await linXiao.SendAsync(page)).Content.ReadAsStringAsync()).ShouldContain("等待查毒");

        var check = new QuarantineCheck(
            town.Services.GetRequiredService<IServiceScopeFactory>(),
            town.Services.GetRequiredService<Districts>(),
            Scan("tcp://127.0.0.1:1"),
            town.Clock
        );
        var health = await check.CheckHealthAsync(new HealthCheckContext());
        (health.Status, (int)health.Data[QuarantineCheck.Files] >= 2).ShouldBe((HealthStatus.Degraded, true));

        await using var daemon = ScanDaemon.Start("tcp");
        var worker = new ScanWorker(
            town.Services.GetRequiredService<IServiceScopeFactory>(),
            Scan(daemon.Address),
            town.Services.GetRequiredService<BlobStore>(),
            town.Services.GetRequiredService<Districts>(),
            town.Clock,
            NullLogger<ScanWorker>.Instance
        );
        for (var round = 0; round < 20 && await worker.One(Town.District, default); round++) { }

        (await linXiao.GetAsync($"/files/{Hash(good)}/original")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await linXiao.Refused($"/files/{Hash(bad)}/original", method: HttpMethod.Get)).ShouldBe((409, "file.removed"));
        await town.With(
            async (services, db) =>
            {
                var gone = await db.Set<StoredFile>().AsNoTracking().SingleAsync(f => f.Hash == Hash(bad));
                (gone.Scan, gone.Preview).ShouldBe((ScanState.Infected, PreviewState.Failed));
                File.Exists(services.GetRequiredService<BlobStore>().Place(gone.DistrictId, gone.Folder, gone.Hash)).ShouldBeFalse();
                (
                    await Should.ThrowAsync<RuleViolation>(() =>
                        Intake(services, "").Keep(db, new IncomingFile("b.jpg", bad), town.Clock.UtcNow, default)
                    )
                ).Code.ShouldBe("file.infected");
                return 0;
            }
        );
    }

    private static FileIntake Intake(IServiceProvider services, string address) =>
        new(services.GetRequiredService<BlobStore>(), Scan(address));

    private static VirusScan Scan(string address) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["Scan:ClamAv"] = address, ["Scan:Seconds"] = "1" })
                .Build()
        );

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A whole photo with some bytes in a comment after the start mark.</summary>
    private static byte[] Photo(byte[] inside) =>
        [.. Photos.Small[..2], 0xFF, 0xFE, 0, (byte)(inside.Length + 2), .. inside, .. Photos.Small[2..]];
}
