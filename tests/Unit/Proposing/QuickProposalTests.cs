using Gezhi.Cases.Proposing;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Proposing;

/// <summary>The quick way of reading a text against the plain one: cut out every piece, count, add up.</summary>
public sealed class QuickProposalTests
{
    private const string Characters = "路灯不亮井盖破损垃圾满溢油烟噪声占道停车积水树枝断落的了在，。1a";
    private static readonly Random Dice = new(5);
    private static readonly IReadOnlyList<Lesson> Lessons =
    [
        .. Enumerable.Range(0, 400).Select(i => new Lesson(Text(20, 300) + Mark(i), $"kind{i % 19:00}")),
    ];
    private static readonly TextClassifier Taught = TextClassifier.Learn(Lessons);

    [Fact]
    public void Every_known_piece_is_counted_as_often_as_it_stands_in_the_text()
    {
        var counts = new PieceCounts();
        for (var round = 0; round < 200; round++)
        {
            var text = CleanText.Of(Text(0, 400));
            counts.Begin(Taught.Vocabulary.Count);
            Taught.Vocabulary.CountPieces(text, counts);

            var plain = Plain(text);
            counts.Length.ShouldBe(plain.Count);
            foreach (var row in counts.Met)
                counts.WeightOf(row).ShouldBe(1 + MathF.Log(plain[row]));
        }
    }

    [Fact]
    public void Every_answer_has_the_confidence_that_plain_adding_gives()
    {
        for (var round = 0; round < 200; round++)
        {
            var text = Text(30, 400) + Mark(round);
            var expected = Confidences(CleanText.Of(text));

            var guesses = Taught.Propose(text, 19);

            guesses.Count.ShouldBe(19);
            foreach (var guess in guesses)
                guess.Confidence.ShouldBe(expected[guess.Key], 1e-3);
            guesses[0].Key.ShouldBe(expected.MaxBy(e => e.Value).Key);
        }
    }

    [Fact]
    public void More_answers_than_are_added_at_once_are_learnt_all()
    {
        var right = Lessons.Count(l => Taught.Propose(l.Text, 1)[0].Key == l.Key);

        right.ShouldBeGreaterThan(Lessons.Count * 9 / 10);
    }

    [Fact]
    public void Reading_a_text_costs_no_memory_but_the_answer()
    {
        string[] texts = [.. Enumerable.Range(0, 100).Select(_ => Text(100, 500))];
        foreach (var text in texts)
            Taught.Propose(text, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var text in texts)
            Taught.Propose(text, 3);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(texts.Length * 200);
    }

    [Fact]
    public void A_fact_beside_the_words_decides_where_the_words_do_not()
    {
        Lesson Given(int i, string area, string unit) => new($"路边有积水第{i}次", unit) { Facts = [area] };
        var taught = TextClassifier.Learn([
            .. Enumerable.Range(0, 30).Select(i => Given(i, "area:410103001", "east")),
            .. Enumerable.Range(0, 30).Select(i => Given(i, "area:410103002", "west")),
        ]);

        taught.Propose("路边有积水", 1, ["area:410103001"])[0].Key.ShouldBe("east");
        taught.Propose("路边有积水", 1, ["area:410103002"])[0].Key.ShouldBe("west");
        taught.Supports("area:410103001", "east").ShouldBeTrue();
        taught.Supports("area:410103001", "west").ShouldBeFalse();
        taught.Supports("area:410103009", "west").ShouldBeFalse();
    }

    /// <summary>By row: how often; the first 80 characters of a long text twice.</summary>
    private static Dictionary<int, int> Plain(string clean)
    {
        var counts = new Dictionary<int, int>();
        foreach (var part in clean.Length > 160 ? new[] { clean[..80], clean } : [clean])
            for (var start = 0; start < part.Length; start++)
            for (var length = 1; length <= 3 && start + length <= part.Length; length++)
                if (Taught.Vocabulary.RowOf(part.AsSpan(start, length)) is >= 0 and var row)
                    counts[row] = counts.GetValueOrDefault(row) + 1;
        return counts;
    }

    private static Dictionary<string, double> Confidences(string clean)
    {
        var weights = Plain(clean).ToDictionary(p => p.Key, p => (1 + Math.Log(p.Value)) * Taught.Vocabulary.RarityOf(p.Key));
        var length = Math.Sqrt(weights.Values.Sum(w => w * w));
        var scores = new float[Taught.Keys.Count];
        for (var answer = 0; answer < scores.Length; answer++)
            scores[answer] = (float)(weights.Sum(w => w.Value / length * Taught.Table.Of(w.Key, answer)) + Taught.Biases[answer]);
        var shares = new double[scores.Length];
        Taught.Calibration.Shares(scores, shares);
        return shares.Index().ToDictionary(s => Taught.Keys[s.Index], s => s.Item);
    }

    private static string Text(int fewest, int most) =>
        new([.. Enumerable.Range(0, Dice.Next(fewest, most)).Select(_ => Characters[Dice.Next(Characters.Length)])]);

    /// <summary>What tells one kind from another: two characters of its own.</summary>
    private static string Mark(int i) => string.Concat(Enumerable.Repeat($"{(char)('甲' + (i % 19 * 7))}{(char)('丙' + (i % 19 * 5))}", 6));
}
