using System.Diagnostics;
using System.Text.Json;
using Gezhi.Council.Votes;
using Gezhi.Platform.Tables;
using Gezhi.Tests.Unit.Vectors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Council;

/// <summary>Owners' votes by Civil Code art. 278: the shared vectors, the edges, the roll and the file by which anybody counts again.</summary>
public sealed class VoteCountTests
{
    public static TheoryData<string> Names =>
        [.. Vector.File("owners-vote-testvectors.json").GetProperty("vectors").EnumerateArray().Select(v => v.Text("name"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_vector_gives_its_quorum_and_its_majority(string name)
    {
        var vector = Vector
            .File("owners-vote-testvectors.json")
            .GetProperty("vectors")
            .EnumerateArray()
            .Single(v => v.Text("name") == name);
        var (total, took, yes) = (Weight(vector, "total"), Weight(vector, "participating"), Weight(vector, "yes"));
        var isSpecial = vector.Text("kind") == "special";

        VoteCount.HasQuorum(total, took).ShouldBe(vector.GetProperty("quorum").GetBoolean());
        VoteCount.IsPassed(isSpecial, total, took, yes).ShouldBe(vector.GetProperty("passed").GetBoolean());
    }

    [Fact]
    public void Items_6_to_8_are_special_and_no_others() =>
        Enum.GetValues<MatterKind>().Where(MatterRules.IsSpecial).Select(MatterRules.Item).ShouldBe([6, 7, 8]);

    [Fact]
    public void Who_abstains_takes_part_and_does_not_agree()
    {
        CountedBallot[] ballots = [new(100, BallotChoice.Yes), new(100, BallotChoice.Abstain)];
        var outcome = VoteCount.Count(false, new(300, 3), ballots);
        outcome.HasQuorum.ShouldBeTrue();
        outcome.Participating.ShouldBe(new VoteWeight(200, 2));
        outcome.IsPassed.ShouldBeFalse("half is not more than half");
        VoteCount.Count(false, new(300, 3), [.. ballots, new(1, BallotChoice.Yes)]).IsPassed.ShouldBeTrue();
    }

    [Fact]
    public void Of_an_empty_roll_nothing_passes_and_huge_areas_do_not_overflow()
    {
        VoteCount.Count(false, default, []).ShouldBe(new VoteOutcome(default, default, default, default, default, false, false));
        var huge = new VoteWeight(long.MaxValue, long.MaxValue);
        VoteCount.IsPassed(true, huge, huge, huge).ShouldBeTrue();
        VoteCount.IsPassed(true, huge, huge, new(huge.Area / 2, huge.People)).ShouldBeFalse();
    }

    [Fact]
    public void A_recount_in_exact_fractions_agrees_with_a_thousand_random_votes()
    {
        var dice = new Random(278);
        for (var round = 0; round < 1_000; round++)
        {
            var total = new VoteWeight(dice.Next(1, 40), dice.Next(1, 40));
            var took = new VoteWeight(dice.Next(0, (int)total.Area + 1), dice.Next(0, (int)total.People + 1));
            var yes = new VoteWeight(dice.Next(0, (int)took.Area + 1), dice.Next(0, (int)took.People + 1));
            var isSpecial = dice.Next(2) == 0;
            var quorum = Quorum(took.Area, total.Area) && Quorum(took.People, total.People);
            VoteCount.HasQuorum(total, took).ShouldBe(quorum);
            VoteCount
                .IsPassed(isSpecial, total, took, yes)
                .ShouldBe(quorum && Enough(isSpecial, yes.Area, took.Area) && Enough(isSpecial, yes.People, took.People));
        }
        static bool Quorum(long part, long whole) => (decimal)part * 3 >= (decimal)whole * 2;
        static bool Enough(bool isSpecial, long part, long whole) =>
            isSpecial ? part >= (long)Math.Ceiling(whole * 0.75m) : part >= (long)Math.Floor(whole / 2m) + 1;
    }

    [Fact]
    public void A_sheet_tells_who_is_one_owner()
    {
        var roll = RollSheet.Read(
            Rows(
                ["1-1-101", "89.32", "住宅", "王建国", "A1", "13900000001", "", ""],
                ["1-1-102", "100", "", "王建国", "", "13900000001", "", ""], // no number: another owner
                ["1-1-103", "100.5", "商铺", "王建国", "A1", "", "", ""], // the first one's second unit
                ["1-1-104", "70", "住宅", "李桂兰", "", "13900000002", "2", ""],
                ["1-1-105", "70", "住宅", "李桂兰", "", "13900000002", "2", ""], // same name, same phone
                ["1-1-106", "70", "住宅", "李桂兰", "", "", "", ""], // the name alone says nothing
                ["1-1-107", "60", "住宅", "某置业", "", "", "", "是"],
                ["1-1-108", "60", "住宅", "某置业", "", "", "", "是"],
                ["B1-17", "12.72", "车位", "王建国", "A1", "", "", ""]
            ),
            text => text
        );

        roll.Faults.ShouldBeEmpty();
        roll.Units.Select(u => u.OwnerNo).ShouldBe([1, 2, 1, 3, 3, 4, 5, 5, 1]);
        roll.Units[0].Area.ShouldBe(8932);
        roll.Owners.Count(o => o.IsDeveloper).ShouldBe(1);
        List<RollLine> lines = [.. roll.Units.Select(u => new RollLine(u.No, u.Area, u.Use, u.OwnerNo))];
        RecountFile.Weights(lines, countsParking: false)[1].ShouldBe(8932 + 10_050, "parking places do not count");
        RecountFile.Weights(lines, countsParking: true)[1].ShouldBe(8932 + 10_050 + 1272);
        RecountFile.Weights(lines, countsParking: false)[5].ShouldBe(12_000, "the developer is one");
    }

    [Fact]
    public void A_sheet_with_faults_says_where()
    {
        var roll = RollSheet.Read(
            Rows(
                ["1", "89.321", "", "甲", "", "", "", ""],
                ["", "80", "", "甲", "", "", "", ""],
                ["2", "80", "别墅", "甲", "", "", "", ""],
                ["3", "80", "", "甲", "", "010-12345678", "", ""],
                ["4", "80", "", "甲", "X", "", "", ""],
                ["5", "-80", "", "乙", "", "", "", ""],
                ["6", "80", "", "乙", "X", "", "", ""],
                ["4", "80", "", "丙", "", "", "", ""]
            ),
            text => text
        );
        roll.Faults.Select(f => (f.RowNo, f.Column))
            .ShouldBe([(2, "面积"), (3, "房号"), (4, "用途"), (5, "手机号"), (7, "面积"), (8, "业主编号"), (9, "房号")]);
    }

    [Fact]
    public void A_secret_recount_file_names_no_area_of_a_ballot_and_no_small_group()
    {
        var facts = Facts(isSecret: true, owners: 40, no: 3);
        var outcome = RecountFile.Count(facts);
        var file = JsonDocument.Parse(RecountFile.Json(facts, outcome)).RootElement;

        RecountFile.Json(facts, outcome).ShouldBe(RecountFile.Json(facts, outcome), "the same facts, the same bytes");
        var ballots = file.GetProperty("ballots").EnumerateArray().ToList();
        ballots.Count.ShouldBe(36);
        ballots.Count(b => b.TryGetProperty("area", out var _)).ShouldBe(0);
        ballots.Select(b => b.Text("choice")).Distinct().Order(StringComparer.Ordinal).ShouldBe(["NotYes", "Yes"]); // three against are told with the abstentions
        var bundles = file.GetProperty("bundles").EnumerateArray().ToList();
        bundles.Select(b => b.GetProperty("people").GetInt32()).Min().ShouldBeGreaterThanOrEqualTo(RecountFile.LeastInBundle);
        bundles.Sum(b => b.GetProperty("area").GetInt64()).ShouldBe(outcome.Participating.Area);
        file.GetProperty("result").TryGetProperty("no", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_recount_program_agrees_and_finds_what_was_altered(bool isSecret)
    {
        if (!File.Exists("/usr/bin/python3"))
            Assert.Skip("python3 is missing");
        var facts = Facts(isSecret, owners: 40, no: 9);
        var file = Path.GetTempFileName();
        try
        {
            var json = System.Text.Encoding.UTF8.GetString(RecountFile.Json(facts, RecountFile.Count(facts)));
            File.WriteAllText(file, json);
            Count(file, Receipt(1)).ShouldBe(0);
            Count(file, "0000-0000-0000").ShouldBe(1, "a forged receipt");
            File.WriteAllText(file, json.Replace("\"passed\": true", "\"passed\": false", StringComparison.Ordinal));
            Count(file).ShouldBe(1, "another result");
            File.WriteAllText(file, json.Replace("[3,5003,", "[3,5004,", StringComparison.Ordinal));
            Count(file).ShouldBe(1, "another roll");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Receipt(int owner) => $"ABCD0000{owner:0000}";

    /// <summary>Owner n has one unit of 50.00 + n/100 m²; four do not vote, the last <paramref name="no"/> of the others vote against; two units were sold on.</summary>
    private static RecountFacts Facts(bool isSecret, int owners, int no)
    {
        var id = new Guid("0198c5a0-0000-7000-8000-000000000278");
        List<RollLine> frozen = [.. Enumerable.Range(1, owners).Select(n => new RollLine(n, 5_000 + n, UnitUse.Dwelling, n))];
        List<RollLine> units = [.. frozen.Select(u => u.No == owners ? u with { OwnerNo = owners + 1 } : u)];
        var took = Enumerable.Range(1, owners - 4).ToHashSet();
        return new RecountFacts(
            id,
            MatterKind.UseFund,
            isSecret,
            false,
            RecountFile.HashOf(frozen),
            units,
            [new MovedUnit(owners, owners, owners + 1)],
            took,
            [
                .. took.Select(n => new BoxLine(
                    RecountFile.Fingerprint(id, Receipt(n)),
                    n > took.Count - no ? BallotChoice.No
                        : n % 4 == 0 ? BallotChoice.Abstain
                        : BallotChoice.Yes,
                    5_000 + n
                )),
            ]
        );
    }

    private static int Count(string file, params string[] receipts)
    {
        var script = Path.Combine(Repository.Root, "src", "Council", "Votes", "recount.py");
        using var process = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", [script, file, .. receipts])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        process.WaitForExit(30_000).ShouldBeTrue();
        return process.ExitCode;
    }

    private static IEnumerable<SheetRow> Rows(params string[][] rows) =>
        rows.Select((cells, i) => new SheetRow(i + 2, [.. RollSheet.Columns.Select(c => c.Name)], cells));

    private static VoteWeight Weight(JsonElement vector, string name) =>
        new(vector.GetProperty(name).GetProperty("area").GetInt64(), vector.GetProperty(name).GetProperty("people").GetInt64());
}
