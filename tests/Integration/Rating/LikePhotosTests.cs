using System.Diagnostics;
using Gezhi.Cases.Reuse;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rating;

/// <summary>An old photo handed in for new work is found, also cut, smaller and saved anew; on both databases, with real pictures.</summary>
public sealed class LikePhotosTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_photo_used_again_is_shown_side_by_side_to_the_checker_who_decides_and_another_photo_is_not(Engine engine)
    {
        Assert.SkipUnless(PreviewWorker.HasTool, "the image tool is not installed");
        var town = await Town.On(engine);
        await town.Morning(Week());
        await FromHere(town);
        var picture = await Vips("pothole-after", "resize", "1");
        var old = await town.Closed("照片：第一次修", after: picture);
        town.Clock.Move(TimeSpan.FromMinutes(1)); // what came in the same millisecond has no order
        var smaller = await town.Dispatched("照片：缩小再存");
        await town.HandIn(smaller.CaseId(), await Vips("pothole-after", "resize", "0.5"));
        var cut = await town.Dispatched("照片：裁掉一圈");
        await town.HandIn(cut.CaseId(), await Vips("pothole-after", "crop", "30", "22", "1140", "856"));
        var same = await town.Dispatched("照片：原样再交");
        await town.HandIn(same.CaseId(), picture);
        var other = await town.Dispatched("照片：另一张");
        await town.HandIn(other.CaseId(), await Vips("litter-after", "resize", "1"));

        await Compare(town);

        (await Matches(town, other.CaseId())).ShouldBeEmpty();
        foreach (var (receipt, isSameFile) in new[] { (smaller, false), (cut, false), (same, true) })
        {
            var found = await Matches(town, receipt.CaseId());
            found.ShouldContain(m => m.OtherCaseId == old.CaseId());
            (found.Single(m => m.OtherCaseId == old.CaseId()).Distance is null).ShouldBe(isSameFile);
        }
        using var sunQian = await town.As(Role.Checker, "hecha01");
        var page = await sunQian.See($"/check/{cut["caseId"]}");
        page.Text(".likephotos").ShouldContain("几乎相同");
        page.Page.QuerySelectorAll(".likephotos .match:first-of-type img").Length.ShouldBe(2);
        var match = (await Matches(town, cut.CaseId())).Single(m => m.OtherCaseId == old.CaseId());
        var refused = await sunQian.Submit(page, $"form:has(input[value='{match.Id}'])", ("Finding", "Reused"), ("Note", ""));
        refused.Text(".likephotos").ShouldContain("几乎相同");
        await sunQian.Submit(refused, $"form:has(input[value='{match.Id}'])", ("Finding", "Reused"), ("Note", "裁了边，日期对不上"));

        var decided = (await Matches(town, cut.CaseId())).Single(m => m.Id == match.Id);
        (decided.Finding, decided.Note).ShouldBe((MatchFinding.Reused, "裁了边，日期对不上"));
        (await sunQian.See($"/cases/{cut["caseId"]}")).Text(".likephotos").ShouldContain("认定为重复使用旧照片");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        (await zhaoGong.See($"/cases/{cut["caseId"]}")).Page.QuerySelector(".likephotos").ShouldBeNull();
        (await zhaoGong.Refused($"/api/photo-matches/{match.Id}/finding", new { finding = "SamePlace" })).Status.ShouldBe(403);
        (await sunQian.Refused($"/api/photo-matches/{match.Id}/finding", new { finding = "SamePlace" })).ShouldBe((409, "photo.decided"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_residents_with_the_same_photo_and_flat_pictures_are_nobodys_matter(Engine engine)
    {
        Assert.SkipUnless(PreviewWorker.HasTool, "the image tool is not installed");
        var town = await Town.On(engine);
        await town.Morning(Week());
        await FromHere(town);
        var picture = await Vips("drain-blocked", "resize", "1");
        var (first, second) = (await Photographed(town, picture), await Photographed(town, picture));
        var (flat, flatAgain) = (await town.Closed("照片：一点"), await town.Closed("照片：又一点"));

        await Compare(town);

        foreach (var receipt in new[] { first, second, flat.CaseId(), flatAgain.CaseId() })
            (await Matches(town, receipt)).ShouldBeEmpty();
    }

    private static int weeks = 30;

    /// <summary>Photos are compared in the order of time: what a test does must be later than what was compared before it.</summary>
    private static int Week() => Interlocked.Increment(ref weeks);

    private static async Task<Guid> Photographed(Town town, byte[] picture)
    {
        using var aunt = town.Anybody();
        var form = Form.With(("text", "下水道堵了"), ("lon", "113.6595"), ("lat", "34.7521")).Photo("files", picture);
        return (await aunt.Do("/api/reports", form)).CaseId();
    }

    /// <summary>Other tests may have been months ahead: the comparison goes on from this morning.</summary>
    private static Task<int> FromHere(Town town) =>
        town.With((_, db) => db.Set<PhotoProgress>().ExecuteUpdateAsync(p => p.SetProperty(x => x.UpTo, Ids.Before(town.Clock.UtcNow))));

    /// <summary>Waits for the host's own maker of previews and prints, then compares until nothing is left.</summary>
    private static async Task Compare(Town town)
    {
        var compare = town.Services.GetRequiredService<CompareLoop>();
        town.Clock.Move(TimeSpan.FromMinutes(1));
        for (var round = 0; round < 600; round++)
        {
            var waits = await town.With(
                (_, db) =>
                    db.Set<StoredFile>()
                        .AnyAsync(f =>
                            f.Kind == FileKind.Photo
                            && (f.Preview == PreviewState.Waiting || (f.Preview == PreviewState.Ready && f.Print == PrintState.Waiting))
                        )
            );
            if (!waits && !await compare.One(Town.District, CancellationToken.None))
                return;
            if (waits)
                await Task.Delay(100);
            if (round % 50 == 49)
                town.Clock.Move(TimeSpan.FromSeconds(31)); // a preview that failed is tried again
        }
    }

    private static Task<List<PhotoMatch>> Matches(Town town, Guid caseId) =>
        town.With((_, db) => db.Set<PhotoMatch>().AsNoTracking().Where(m => m.CaseId == caseId).ToListAsync());

    /// <summary>A picture of the seed town, worked on by the image tool and saved anew with another quality.</summary>
    private static async Task<byte[]> Vips(string scene, string operation, params string[] arguments)
    {
        var target = Path.Combine(Directory.CreateTempSubdirectory("gezhi-photo-").FullName, "photo.jpg");
        var source = Path.Combine(Repository.Root, "seed", "photos", scene + ".jpg");
        using var vips = Process.Start(
            new ProcessStartInfo("vips", [operation, source, $"{target}[Q=60,strip]", .. arguments]) { UseShellExecute = false }
        )!;
        await vips.WaitForExitAsync();
        vips.ExitCode.ShouldBe(0);
        return await File.ReadAllBytesAsync(target);
    }
}
