using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Rules.Sheets;
using Gezhi.Grids.Party;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Open311;
using Gezhi.Tests.Integration.Resident;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>A file with a virus at every door that takes files: nothing of it is kept, and the person is told.</summary>
public sealed class ScanDoorTests
{
    /// <summary>The harmless file that every scanner reports; in two parts, so that no scanner reports this source.</summary>
    private static readonly byte[] Eicar = Encoding.ASCII.GetBytes(
        @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    );

    [Fact]
    public async Task No_door_takes_an_infected_file_and_no_draft_keeps_one()
    {
        await using var daemon = ScanDaemon.Start("tcp");
        await using var town = await Town.Start(Engine.Sqlite, $"--Scan:ClamAv={daemon.Address}");
        var seen = new List<string>();

        await Photos(town, seen);
        await Draft(town);
        await Tables(town, seen);

        seen.Count.ShouldBe(11);
        (await town.With((_, db) => db.Set<StoredFile>().CountAsync())).ShouldBe(0, "nothing of it is kept");
        (await town.With((_, db) => db.Set<Gezhi.Registry.Importing.RegistryImport>().CountAsync())).ShouldBe(0);
        Below(town).ShouldNotContain(f => Holds(f), "nor lies anywhere on the disk");
    }

    /// <summary>Every door for photos: residents, staff, other systems.</summary>
    private static async Task Photos(Town town, List<string> seen)
    {
        using var aunt = town.Anybody();
        var place = new[] { ("text", "楼道堆了杂物"), ("lon", $"{Town.Lon}"), ("lat", $"{Town.Lat}") };
        await Refused(seen, aunt, "/api/reports", Form.With(place).Photo("files", Bad()));
        var clean = await aunt.Do("/api/reports", Form.With(place));
        await Refused(seen, aunt, $"/api/receipts/{clean["receiptNo"]}/supplements", Form.With(("text", "补充")).Photo("files", Bad()));
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await Refused(seen, linXiao, "/api/reports", Form.With([.. place, ("channel", "WalkIn")]).Photo("files", Bad()));
        await Refused(seen, linXiao, "/api/receptions", Form.With(place).Photo("files", Bad()));
        var caseId = (await town.Dispatched("井盖松动，查毒", "15400019901")).CaseId();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"/api/cases/{caseId}/acceptance", new { });
        await Refused(
            seen,
            zhaoGong,
            $"/api/cases/{caseId}/hand-in",
            Form.With(("result", "Done"), ("note", "已经换好")).Photo("files", Bad())
        );
        using var platform = await OtherPlatform.In(town);
        var told = await platform.Post(
            "requests.xml",
            OtherPlatform.Report(
                "河边的垃圾",
                OtherPlatform.Rubbish,
                ("media_url", "data:image/jpeg;base64," + Convert.ToBase64String(Bad()))
            )
        );
        told.Text.ShouldNotContain("service_request_id");
        seen.Add("open311");
    }

    /// <summary>A form that has something wrong keeps its photos for the next try, but not this one.</summary>
    private static async Task Draft(Town town)
    {
        using var aunt = new Handset(town);
        await aunt.Open("/");

        await aunt.Send("form[data-report]", [("Text", "井盖松了"), ("Phone", "不是电话")], [("Photos", Bad(), "猫.jpg")]);

        aunt.Words.ShouldContain("电话");
        aunt.Page.QuerySelectorAll(".files img").Length.ShouldBe(0);
        Directory
            .EnumerateFiles(Path.Combine(town.Services.GetRequiredService<StorageRoot>().Path, "drafts"), "*", SearchOption.AllDirectories)
            .ShouldBeEmpty();
    }

    /// <summary>Every door for tables.</summary>
    private static async Task Tables(Town town, List<string> seen)
    {
        var system = Actor.System(Town.District);
        await Door<Gezhi.Cases.Importing.KeepImports>(
            town,
            seen,
            (f, ct) => f.Upload(Table(), "热线.csv", null, CoordinateReference.Wgs84, system, ct)
        );
        await Door<ImportRules>(town, seen, (f, ct) => f.Run(Guid.Empty, Table(), null, system, ct));
        await Door<ImportParty>(town, seen, (f, ct) => f.Run(Table(), true, system, ct));
        await Door<ConditionSheet>(town, seen, (f, ct) => f.Import(Table(), true, system, ct));
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var body = new ByteArrayContent(Table().ToArray());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await Refused(seen, worker, "/api/registry/imports?kind=Residents&name=a.csv&source=x", body);
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        var page = await shift.See("/calendar");
        page.Status.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    private static async Task Door<T>(Town town, List<string> seen, Func<T, CancellationToken, Task> work)
        where T : notnull
    {
        (
            await Should.ThrowAsync<RuleViolation>(() =>
                town.With(
                    async (services, _) =>
                    {
                        await work(services.GetRequiredService<T>(), CancellationToken.None);
                        return 0;
                    }
                )
            )
        ).Code.ShouldBe("file.infected", typeof(T).Name);
        seen.Add(typeof(T).Name);
    }

    private static async Task Refused(List<string> seen, HttpClient person, string door, HttpContent content)
    {
        (await person.Refused(door, content)).ShouldBe((409, "file.infected"), door);
        seen.Add(door);
    }

    private static MemoryStream Table() => new([.. Encoding.UTF8.GetBytes("类别编码,主办单位,内容,姓名\r\n1,2,3,"), .. Eicar]);

    /// <summary>A whole picture that carries it, another one each time.</summary>
    private static byte[] Bad()
    {
        byte[] inside = [.. Eicar, .. RandomNumberGenerator.GetBytes(8)];
        var small = Integration.Photos.Small;
        return [.. small[..2], 0xFF, 0xFE, 0, (byte)(inside.Length + 2), .. inside, .. small[2..]];
    }

    private static IEnumerable<string> Below(Town town) =>
        Directory
            .EnumerateFiles(town.Services.GetRequiredService<StorageRoot>().Path, "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains(".db", StringComparison.Ordinal));

    private static bool Holds(string file)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf("EICAR-STANDARD"u8) >= 0;
        }
        catch (IOException)
        {
            return false; // it went at this moment
        }
    }
}
