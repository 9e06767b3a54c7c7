using System.Globalization;
using Gezhi.Platform.Protection;

namespace Gezhi.Council.Surveys;

/// <summary>How often one answer was given. 选项计数</summary>
/// <param name="Count">0 when it is held back: nothing of it may be shown.</param>
/// <param name="IsShown">False: held back, because it is few or would give away few.</param>
public sealed record Counted(string Key, string Words, int Count, bool IsShown);

/// <param name="Answered">How many answered this row; 0 when held back.</param>
/// <param name="IsShown">Whether that number may be shown.</param>
public sealed record CountedRow(string Key, string Words, int Answered, bool IsShown, IReadOnlyList<Counted> Cells);

/// <summary>One question counted. 单题统计</summary>
/// <param name="Shown">How many were shown it; they are the ground of who answered.</param>
/// <param name="Answered">How many of them answered; the ground of all shares.</param>
/// <param name="IsHeldBack">Nothing of it is told, not even how many answered.</param>
/// <param name="Cells">Of a matrix empty.</param>
/// <param name="Rows">Of a matrix.</param>
/// <param name="Mean">Of a scale; null when nobody answered, or when a point that somebody chose is held back: it would give that away.</param>
/// <param name="Median">As the mean.</param>
/// <param name="Texts">Free words in no order.</param>
public sealed record QuestionTally(
    Question Of,
    int Shown,
    int Answered,
    bool IsHeldBack,
    IReadOnlyList<Counted> Cells,
    IReadOnlyList<CountedRow> Rows,
    double? Mean,
    double? Median,
    IReadOnlyList<string> Texts
)
{
    /// <summary>Some number of it is held back.</summary>
    public bool IsPart => IsHeldBack || Cells.Any(c => !c.IsShown) || Rows.Any(r => !r.IsShown || r.Cells.Any(c => !c.IsShown));
}

/// <summary>Counts answers, each question on its own ground; of an anonymous questionnaire nothing is told that stands for a few. 问卷统计</summary>
/// <remarks>
/// The few are held back by the same proof as in the open data (<see cref="Suppression"/>). What would let them be reckoned is held back with them: the
/// other cells that complete a sum, mean and median of a scale, how many did not choose, and every question that was shown only to those few.
/// </remarks>
public static class SurveyTally
{
    /// <summary>Fewer than this many are not told of an anonymous questionnaire.</summary>
    public const int Few = 5;

    /// <param name="answers">By field; already checked.</param>
    /// <param name="isAnonymous">Holds the few back.</param>
    public static IReadOnlyList<QuestionTally> Of(
        IReadOnlyList<Question> questions,
        IReadOnlyList<IReadOnlyDictionary<string, string[]>> answers,
        bool isAnonymous
    )
    {
        var shown = answers.Select(a => SurveyForm.Shown(questions, a)).ToList();
        var told = new List<QuestionTally>();
        foreach (var question in questions.Where(q => q.Kind != QuestionKind.Section))
        {
            var theirs = answers.Where((_, i) => shown[i].Contains(question.Key)).ToList();
            var one = Count(question, theirs, isAnonymous ? Few : 1);
            if (isAnonymous && (theirs.Count < Few || HangsOnHidden(question, told)))
                one = one with
                {
                    IsHeldBack = true,
                    Answered = 0,
                    Shown = 0,
                    Cells = [],
                    Rows = [],
                    Mean = null,
                    Median = null,
                    Texts = [],
                };
            told.Add(one);
        }
        return told;
    }

    private static bool HangsOnHidden(Question question, List<QuestionTally> told) =>
        question.OnlyIf is { } only
        && told.Find(t => t.Of.Key == only.Question) is { } above
        && (above.IsHeldBack || above.Cells.Any(c => c.Key == only.Answer && !c.IsShown));

    private static QuestionTally Count(Question question, List<IReadOnlyDictionary<string, string[]>> answers, int least)
    {
        var answered = answers.Count(a => question.Fields.Any(a.ContainsKey));
        var tally = new QuestionTally(question, answers.Count, answered, answered < least && least > 1, [], [], null, null, []);
        if (tally.IsHeldBack)
            return tally with { Answered = 0, Shown = 0 };
        return question.Kind switch
        {
            QuestionKind.Text => tally with { Texts = [.. answers.Select(a => a.GetValueOrDefault(question.Key)?[0]).OfType<string>()] },
            QuestionKind.Matrix => tally with { Rows = RowsOf(question, answers, least) },
            QuestionKind.Scale => Scaled(tally, answers, least),
            _ => tally with { Cells = CellsOf(question, answers, answered, least) },
        };
    }

    private static Counted Cell(Choice option, int count, bool isShown) => new(option.Key, option.Words, isShown ? count : 0, isShown);

    /// <summary>One sum over all options; where several may be chosen, each also against those who did not choose it.</summary>
    private static List<Counted> CellsOf(Question question, List<IReadOnlyDictionary<string, string[]>> answers, int answered, int least)
    {
        var counts = question.Answers.Select(o => answers.Count(a => a.GetValueOrDefault(question.Key)?.Contains(o.Key) == true)).ToList();
        if (least <= 1)
            return [.. question.Answers.Select((o, i) => Cell(o, counts[i], true))];
        var table = new CrossTable(
            question.Answers.Select((o, i) => ((IReadOnlyList<string>)[], (IReadOnlyList<string>)[o.Key], counts[i]))
        );
        var all = new Suppression(
            table,
            least,
            (_, category) => category > 0 && question.Kind == QuestionKind.Multiple && IsFew(answered - counts[category - 1], least)
        );
        return [.. question.Answers.Select((o, i) => Cell(o, counts[i], all.IsShown(0, i + 1)))];
    }

    private static bool IsFew(int count, int least) => count > 0 && count < least;

    private static List<CountedRow> RowsOf(Question question, List<IReadOnlyDictionary<string, string[]>> answers, int least)
    {
        int At(Choice row, Choice column) => answers.Count(a => a.GetValueOrDefault($"{question.Key}.{row.Key}")?[0] == column.Key);
        var cells = question
            .Rows.SelectMany(r =>
                question.Options.Select(o => ((IReadOnlyList<string>)["r" + r.Key], (IReadOnlyList<string>)["c" + o.Key], At(r, o)))
            )
            .ToList();
        var table = new CrossTable(cells);
        var hidden = least > 1 ? new Suppression(table, least) : null;
        bool Shows(int r, int c) => hidden?.IsShown(r, c) ?? true;
        return
        [
            .. question.Rows.Select(row =>
            {
                var r = table.Areas.Find("r" + row.Key)!.Value;
                return new CountedRow(
                    row.Key,
                    row.Words,
                    Shows(r, 0) ? table[r, 0] : 0,
                    Shows(r, 0),
                    [
                        .. question.Options.Select(o =>
                        {
                            var c = table.Categories.Find("c" + o.Key)!.Value;
                            return Cell(o, table[r, c], Shows(r, c));
                        }),
                    ]
                );
            }),
        ];
    }

    private static QuestionTally Scaled(QuestionTally tally, List<IReadOnlyDictionary<string, string[]>> answers, int least)
    {
        var cells = CellsOf(tally.Of, answers, tally.Answered, least);
        var points = answers
            .Select(a => a.GetValueOrDefault(tally.Of.Key)?[0])
            .OfType<string>()
            .Select(p => int.Parse(p, CultureInfo.InvariantCulture))
            .Order()
            .ToList();
        // Where what is shown adds up to all who answered, nobody chose the other points: mean and median follow from what is told anyway.
        var isWhole = points.Count > 0 && cells.Sum(c => c.Count) == points.Count;
        return tally with
        {
            Cells = cells,
            Mean = isWhole ? points.Average() : null,
            Median = isWhole ? (points[(points.Count - 1) / 2] + points[points.Count / 2]) / 2.0 : null,
        };
    }
}
