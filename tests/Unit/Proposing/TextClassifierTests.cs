using Gezhi.Cases.Proposing;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Proposing;

public sealed class TextClassifierTests
{
    private static readonly string[] Places = ["小学门口", "桥下", "菜市场旁", "三号楼前", "公交站边"];
    private static readonly string[] Lamps = ["路灯不亮", "灯杆歪了一片漆黑", "路灯忽明忽暗"];
    private static readonly string[] Rubbish = ["垃圾桶满了", "垃圾没人收发臭", "垃圾堆成山"];

    private static IReadOnlyList<Lesson> Lessons =>
        [
            .. Places.SelectMany(place => Lamps.Select(what => new Lesson($"{place}{what}", "lamp"))),
            .. Places.SelectMany(place => Rubbish.Select(what => new Lesson($"{place}{what}", "rubbish"))),
            .. Places.SelectMany(place => Lamps.Select(what => new Lesson($"今天{place}{what}", "lamp"))),
            .. Places.SelectMany(place => Rubbish.Select(what => new Lesson($"今天{place}{what}", "rubbish"))),
        ];

    [Fact]
    public void The_words_that_decided_are_words_of_the_text()
    {
        var taught = TextClassifier.Learn(Lessons);
        const string text = "幼儿园旁边的路灯不亮已经一周";

        taught.Propose(text)[0].Key.ShouldBe("lamp");
        var words = taught.Words(text, "lamp");
        words.ShouldNotBeEmpty();
        words.ShouldAllBe(word => text.Contains(word, StringComparison.Ordinal));
        string.Concat(words).ShouldContain("灯");
    }

    [Fact]
    public void What_was_kept_proposes_exactly_as_before()
    {
        var taught = TextClassifier.Learn(Lessons);
        using var kept = new MemoryStream();
        using (var to = new BinaryWriter(kept, System.Text.Encoding.UTF8, leaveOpen: true))
            taught.Save(to);
        kept.Position = 0;
        using var from = new BinaryReader(kept);

        var again = TextClassifier.Load(from).ShouldNotBeNull();

        foreach (var text in new[] { "桥下路灯不亮", "菜市场垃圾", "什么都没有说" })
            again.Propose(text).ShouldBe(taught.Propose(text));
    }

    [Fact]
    public void A_file_of_another_version_is_not_misread_and_a_cut_one_is_refused()
    {
        using var other = new MemoryStream();
        using (var to = new BinaryWriter(other, System.Text.Encoding.UTF8, leaveOpen: true))
            to.Write("gezhi-text-0");
        other.Position = 0;
        TextClassifier.Load(new BinaryReader(other)).ShouldBeNull();

        using var whole = new MemoryStream();
        using (var to = new BinaryWriter(whole, System.Text.Encoding.UTF8, leaveOpen: true))
            TextClassifier.Learn(Lessons).Save(to);
        using var cut = new MemoryStream(whole.ToArray()[..^10]);
        Should.Throw<EndOfStreamException>(() => TextClassifier.Load(new BinaryReader(cut)));
    }

    [Fact]
    public void A_shared_character_is_no_evidence()
    {
        var taught = TextClassifier.Learn([
            new Lesson("路灯不亮", "lamp"),
            new Lesson("垃圾满溢", "rubbish"),
            new Lesson("井盖破损", "manhole"),
        ]);

        taught.Propose("灯")[0].Confidence.ShouldBeLessThanOrEqualTo(.5);
        taught.Propose("灯").Sum(g => g.Confidence).ShouldBe(1, 1e-9);
        taught.Propose("路灯坏了")[0].Confidence.ShouldBeGreaterThan(.6);
    }

    [Fact]
    public void Learning_twice_gives_the_same()
    {
        var (one, two) = (TextClassifier.Learn(Lessons), TextClassifier.Learn(Lessons));

        one.Propose("桥下路灯旁的垃圾").ShouldBe(two.Propose("桥下路灯旁的垃圾"));
    }

    [Fact]
    public void Confidence_said_too_high_is_corrected_to_what_came_true()
    {
        var dice = new Random(7);
        var held = Enumerable
            .Range(0, 2_000)
            .Select(_ =>
            {
                var right = dice.Next(2);
                var seen = dice.NextDouble() < .7 ? right : 1 - right; // seven in ten can be told at all
                return (new double[] { seen == 0 ? 3 : -3, seen == 1 ? 3 : -3 }, right);
            })
            .ToList();

        var shares = new double[2];
        Calibration.Of(held).Shares([3, -3], shares);

        shares[0].ShouldBe(.7, .05);
        shares.Sum().ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Groups_meet_when_they_are_alike_on_average_not_by_one_bridge()
    {
        // 0, 1, 2 speak of one thing, 4, 5, 6 of another, 3 stands between 2 and 4.
        double Like(int i, int j) =>
            (Math.Max(i, j), Math.Min(i, j)) switch
            {
                (<= 2, _) => .8,
                (_, >= 4) => .8,
                (3, 2) or (4, 3) => .5,
                _ => .02,
            };

        var groups = AverageLinkage.Groups(7, Like, .3);

        groups[..3].Distinct().ShouldHaveSingleItem();
        groups[4..].Distinct().ShouldHaveSingleItem();
        groups[0].ShouldNotBe(groups[6]);
    }
}
