using Gezhi.Cases.Resident;
using Gezhi.Platform.Files;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Resident;

public sealed class DraftTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc);
    private readonly string folder = Directory.CreateTempSubdirectory("gezhi-drafts-").FullName;

    [Fact]
    public async Task A_draft_gives_its_files_back_in_order_and_the_same_file_once()
    {
        var drafts = Drafts();

        var token = await drafts.Keep(null, [Voice(1), Voice(2)], Now, CancellationToken.None);
        (await drafts.Keep(token, [Voice(2), Voice(3)], Now, CancellationToken.None)).ShouldBe(token);

        (await drafts.Read(token, CancellationToken.None)).Select(f => f.Bytes[^1]).ShouldBe([(byte)1, (byte)2, (byte)3]);
        drafts.List(token).ShouldAllBe(f => f.Kind == FileKind.Audio && f.Length == 7);
    }

    [Fact]
    public async Task A_draft_is_kept_for_a_day_and_then_gone()
    {
        var drafts = Drafts();
        var token = await drafts.Keep(null, [Voice(1)], Now, CancellationToken.None);

        drafts.Sweep(Now.AddHours(24));
        drafts.List(token).Count.ShouldBe(1);
        drafts.Sweep(Now.AddHours(26));

        drafts.List(token).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../../etc")]
    [InlineData("2026030506ffffffffffffffffffffffffffffffff")]
    [InlineData("2026030506../../../../../../../../etc/pass")]
    public async Task A_token_that_nobody_was_given_opens_nothing(string? token)
    {
        var drafts = Drafts();
        await drafts.Keep(null, [Voice(1)], Now, CancellationToken.None);

        drafts.List(token).ShouldBeEmpty();
        drafts.Find(token, "abc").ShouldBeNull();
    }

    [Fact]
    public async Task When_the_drafts_are_full_nothing_more_is_kept()
    {
        (await Drafts(mostMegabytes: 0).Keep(null, [Voice(1)], Now, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_draft_of_before_gets_nothing_more_either_when_the_drafts_are_full()
    {
        var token = await Drafts().Keep(null, [Voice(1)], Now, CancellationToken.None);

        (await Drafts(mostMegabytes: 0).Keep(token, [Voice(2)], Now, CancellationToken.None)).ShouldBe(token);

        Drafts().List(token).Count.ShouldBe(1);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The shortest voice note the sniffer knows.</summary>
    private static IncomingFile Voice(byte number) => new($"{number}.amr", [.. "#!AMR\n"u8, number]);

    private Drafts Drafts(int mostMegabytes = 10)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Storage:Root"] = folder,
                    ["Cases:Drafts:MostMegabytes"] = mostMegabytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
                }
            )
            .Build();
        return new Drafts(new StorageRoot(configuration), configuration, new VirusScan(configuration));
    }
}
