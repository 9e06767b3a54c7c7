using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>A fault while saving leaves neither half a case nor an orphan claim nor a file nobody kept; the same key then succeeds once.</summary>
public sealed class FaultTests
{
    public static TheoryData<Engine, Fault> Faulty =>
        new()
        {
            { Engine.Sqlite, Fault.AfterTheFirstStatement },
            { Engine.Sqlite, Fault.AtTheCommit },
            { Engine.Sqlite, Fault.AfterTheCommit },
            { Engine.Postgres, Fault.AfterTheFirstStatement },
            { Engine.Postgres, Fault.AtTheCommit },
            { Engine.Postgres, Fault.AfterTheCommit },
        };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_report_that_broke_is_there_wholly_or_not_at_all_and_once_after_the_second_try(Engine engine, Fault fault)
    {
        var watched = await WatchedTown.On(engine);
        using var aunt = watched.Town.Anybody();
        aunt.DefaultRequestHeaders.Add("Idempotency-Key", $"broken-{engine}-{fault}");
        var photo = NewPhoto();
        var before = await Rows(watched);

        var answer = await Broken(watched, fault, aunt, HttpMethod.Post, "/api/reports", () => Report(photo));

        await IsAFaultThatTellsNothing(answer);
        var left = await Rows(watched);
        left.ShouldBe(fault == Fault.AfterTheCommit ? before.PlusOneReport : before);
        var first = await aunt.Do("/api/reports", Report(photo));
        var second = await aunt.Do("/api/reports", Report(photo));
        second["receiptNo"]!.GetValue<string>().ShouldBe(first["receiptNo"]!.GetValue<string>());
        (await Rows(watched)).ShouldBe(before.PlusOneReport);
        await EverythingHangsTogether(watched);
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_case_whose_move_broke_stands_where_it_stood_and_moves_once_afterwards(Engine engine, Fault fault)
    {
        var watched = await WatchedTown.On(engine);
        using var aunt = watched.Town.Anybody();
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        var caseId = Guid.Parse((await aunt.Do("/api/reports", Report(NewPhoto())))["caseId"]!.GetValue<string>());
        var body = new { categoryKey = "gb47678/matter/01002", version = 1 };
        await linXiao.Refused($"/api/cases/{Guid.Empty}/filing", body); // the first number of the day is a save of its own
        await watched
            .Town.Services.GetRequiredService<Gezhi.Cases.Filing.CaseNumbers>()
            .Next(Town.District, watched.Town.Clock.GetUtcNow().UtcDateTime, default);

        var answer = await Broken(
            watched,
            fault,
            linXiao,
            HttpMethod.Post,
            $"/api/cases/{caseId}/filing",
            () => System.Net.Http.Json.JsonContent.Create(body)
        );

        await IsAFaultThatTellsNothing(answer);
        var moved = fault == Fault.AfterTheCommit;
        (await State(watched, caseId)).ShouldBe(moved ? (CaseState.Filed, 2, 2) : (CaseState.Reported, 1, 1));
        var again = await linXiao.Refused($"/api/cases/{caseId}/filing", body);
        again.Status.ShouldBe(moved ? 412 : 200);
        (await State(watched, caseId)).ShouldBe((CaseState.Filed, 2, 2));
        await EverythingHangsTogether(watched);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task When_the_file_store_is_full_nothing_is_kept_and_the_same_key_succeeds_when_there_is_room(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        using var aunt = watched.Town.Anybody();
        aunt.DefaultRequestHeaders.Add("Idempotency-Key", $"full-store-{engine}");
        var photo = NewPhoto();
        var (before, path) = (await Rows(watched), PlaceOf(watched, photo));
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        var aside = folder + ".aside";
        if (Directory.Exists(folder))
            Directory.Move(folder, aside);
        await File.WriteAllTextAsync(folder, ""); // a file where the folder should be: no write succeeds below it

        var (status, code) = await aunt.Refused("/api/reports", Report(photo));

        (status, code).ShouldBe((503, "file.not-kept"));
        (await Rows(watched)).ShouldBe(before);
        File.Delete(folder);
        if (Directory.Exists(aside))
            Directory.Move(aside, folder);
        await aunt.Do("/api/reports", Report(photo));
        (await Rows(watched)).ShouldBe(before.PlusOneReport);
        File.Exists(path).ShouldBeTrue();
        Directory.GetFiles(folder, "*.part").ShouldBeEmpty();
        await EverythingHangsTogether(watched);
    }

    private sealed record Count(int Cases, int Reports, int Rows, int Events, int Evidence, int Files, int Claims)
    {
        public Count PlusOneReport => new(Cases + 1, Reports + 1, Rows + 1, Events + 1, Evidence + 1, Files + 1, Claims + 1);
    }

    private static Task<Count> Rows(WatchedTown watched) =>
        watched.Town.With(
            async (_, db) =>
                new Count(
                    await db.Cases.CountAsync(),
                    await db.Reports.CountAsync(),
                    await db.Timeline.CountAsync(),
                    await db.Set<EventRow>().CountAsync(),
                    await db.Evidence.CountAsync(),
                    await db.Set<StoredFile>().CountAsync(),
                    await db.Set<Gezhi.Platform.Data.OnceRow>().CountAsync()
                )
        );

    private static Task<(CaseState, int, int)> State(WatchedTown watched, Guid caseId) =>
        watched.Town.With(
            async (_, db) =>
            {
                var found = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId);
                return (found.State, found.Version, await db.Timeline.CountAsync(t => t.CaseId == caseId));
            }
        );

    /// <summary>Every report has its case, every piece of evidence its file, every file its bytes; every chain is whole.</summary>
    private static Task<int> EverythingHangsTogether(WatchedTown watched) =>
        watched.Town.With(
            async (services, db) =>
            {
                var cases = db.Cases.Select(c => c.Id);
                var hashes = db.Set<StoredFile>().Select(f => f.Hash);
                (await db.Reports.CountAsync(r => !cases.Contains(r.CaseId))).ShouldBe(0);
                (await db.Evidence.CountAsync(e => !hashes.Contains(e.FileHash) || !cases.Contains(e.CaseId))).ShouldBe(0);
                foreach (var file in await db.Set<StoredFile>().AsNoTracking().ToListAsync())
                    File.Exists(services.GetRequiredService<BlobStore>().Place(file.DistrictId, file.Folder, file.Hash)).ShouldBeTrue();
                (await TimelineVerification.Run(db, default)).Faults.ShouldBeEmpty();
                return 0;
            }
        );

    private static async Task<HttpResponseMessage> Broken(
        WatchedTown watched,
        Fault fault,
        HttpClient person,
        HttpMethod method,
        string path,
        Func<HttpContent> body
    )
    {
        var broken = watched.Faults.Broken;
        watched.Faults.Next(fault);
        var request = new HttpRequestMessage(method, path) { Content = body() };
        request.Headers.Add(WatchedTown.BreakHere, "1");
        var answer = await person.SendAsync(request);
        watched.Faults.Broken.ShouldBe(broken + 1, "the fault must have happened");
        return answer;
    }

    private static async Task IsAFaultThatTellsNothing(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        problem["code"]!.GetValue<string>().ShouldBe("fault");
        problem.ToJsonString().ShouldNotContain("connection");
    }

    private static MultipartFormDataContent Report(byte[] photo) =>
        Form.With(("text", "井盖松动，车一过就响"), ("lon", Number(Town.Lon)), ("lat", Number(Town.Lat)), ("phone", "15400040001"))
            .Photo("files", photo);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A photo that nobody has sent before: a comment of 16 random bytes after the start mark.</summary>
    private static byte[] NewPhoto() =>
        [.. Photos.Small[..2], 0xFF, 0xFE, 0, 18, .. RandomNumberGenerator.GetBytes(16), .. Photos.Small[2..]];

    private static string PlaceOf(WatchedTown watched, byte[] photo) =>
        watched
            .Town.Services.GetRequiredService<BlobStore>()
            .Place(
                Town.District,
                BlobStore.FolderOf(watched.Town.Clock.GetUtcNow().UtcDateTime),
                Convert.ToHexStringLower(SHA256.HashData(photo))
            );
}
