using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Surveys;

/// <summary>Questionnaires and their results, for everybody and for staff. 问卷查询和统计</summary>
public sealed class ReadSurveys(SurveyDesk desk, FieldCipher cipher, IStringLocalizer T)
{
    public const int PageSize = 100;

    /// <summary>Below this many answers a share says little.</summary>
    public const int SmallNumber = 30;

    public sealed record Row(Survey Of, string AreaName, int Questions, bool TakesNow, int? Answers);

    /// <param name="Asked">Null: not known.</param>
    public sealed record Rate(SurveyChannel Channel, int Answers, int? Asked);

    public sealed record Result(int Answers, IReadOnlyList<Rate> Rates, IReadOnlyList<QuestionTally> Questions);

    public static void Map(IEndpointRouteBuilder anybody, IEndpointRouteBuilder staff, IEndpointRouteBuilder files)
    {
        anybody
            .MapGet("", async (ReadSurveys feature, CancellationToken ct) => new { items = (await feature.Public(ct)).Select(Told) })
            .WithSummary("问卷 · Questionnaires");
        staff
            .MapGet(
                "",
                async (ReadSurveys feature, Actor actor, CancellationToken ct) =>
                    new { items = (await feature.List(actor, ct)).Select(Told) }
            )
            .WithSummary("问卷管理 · Questionnaires that one keeps");
        files
            .MapGet(
                "/{surveyId:guid}/results.{format}",
                (Guid surveyId, string format, ReadSurveys feature, Actor actor, CancellationToken ct) =>
                    feature.Table(surveyId, format, actor, ct)
            )
            .ExcludeFromDescription();
        files
            .MapGet(
                "/{surveyId:guid}/answers.{format}",
                (Guid surveyId, string format, string? purpose, ReadSurveys feature, Actor actor, CancellationToken ct) =>
                    feature.Answers(surveyId, format, purpose, actor, ct)
            )
            .ExcludeFromDescription();
    }

    private static object Told(Row row) =>
        new
        {
            row.Of.Id,
            row.Of.No,
            row.Of.Title,
            row.Of.AreaCode,
            State = row.Of.State.ToString(),
            Audience = row.Of.Audience.ToString(),
            row.Of.IsAnonymous,
            row.Of.OpensOn,
            row.Of.ClosesOn,
            row.Questions,
            row.Answers,
            row.Of.Version,
        };

    /// <summary>All but drafts; those that take answers first.</summary>
    public async Task<IReadOnlyList<Row>> Public(CancellationToken ct)
    {
        var rows = await desk
            .Db.Set<Survey>()
            .AsNoTracking()
            .Where(s => s.State != SurveyState.Draft)
            .OrderByDescending(s => s.OpensOn)
            .ThenBy(s => s.Id)
            .Take(PageSize)
            .ToListAsync(ct);
        return [.. rows.Select(s => New(s, null)).OrderByDescending(r => r.TakesNow)];
    }

    /// <summary>Those of the actor's areas, drafts first, with how many answered.</summary>
    public async Task<IReadOnlyList<Row>> List(Actor actor, CancellationToken ct)
    {
        var all = await desk
            .Db.Set<Survey>()
            .AsNoTracking()
            .OrderByDescending(s => s.DraftedAt)
            .ThenBy(s => s.Id)
            .Take(PageSize * 5)
            .ToListAsync(ct);
        var theirs = all.Where(s => SurveyDesk.Enters(actor, s.AreaCode)).Take(PageSize).ToList();
        var ids = theirs.ConvertAll(s => s.Id);
        var counts = await desk
            .Db.Set<SurveyAnswer>()
            .Where(a => ids.Contains(a.SurveyId))
            .GroupBy(a => a.SurveyId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. theirs.OrderBy(s => s.State).Select(s => New(s, counts.GetValueOrDefault(s.Id)))];
    }

    private Row New(Survey s, int? answers) =>
        new(
            s,
            desk.Desk.AreaName(s.AreaCode),
            SurveyForm.Read(s.Questions).Count(q => q.Kind != QuestionKind.Section),
            s.Takes(desk.Desk.Today),
            answers
        );

    public async Task<Row> One(Guid surveyId, Actor actor, CancellationToken ct) =>
        New(
            await desk.Find(surveyId, null, false, actor, ct),
            await desk.Db.Set<SurveyAnswer>().CountAsync(a => a.SurveyId == surveyId, ct)
        );

    public async Task<Row> Public(Guid surveyId, CancellationToken ct) => New(await desk.Public(surveyId, ct), null);

    /// <summary>Null as long as it may not be told: before the end, who watches an anonymous one could see by the difference what the last person chose.</summary>
    public async Task<Result?> ResultOf(Survey survey, bool isPublic, CancellationToken ct)
    {
        if (
            survey.State == SurveyState.Draft
            || (survey.State == SurveyState.Open && (survey.IsAnonymous || isPublic))
            || (isPublic && survey.State != SurveyState.Published)
        )
            return null;
        var rows = await desk.Db.Set<SurveyAnswer>().AsNoTracking().Where(a => a.SurveyId == survey.Id).OrderBy(a => a.Id).ToListAsync(ct);
        var tallies = SurveyTally.Of(SurveyForm.Read(survey.Questions), rows.ConvertAll(desk.Open), survey.IsAnonymous);
        var masked = tallies.Select(t => t with { Texts = isPublic && !survey.ShowsTexts ? [] : [.. t.Texts.Select(Masked)] }).ToList();
        return new Result(
            rows.Count,
            [
                new Rate(SurveyChannel.Online, rows.Count(r => r.Channel == SurveyChannel.Online), survey.AskedOnline),
                new Rate(SurveyChannel.Paper, rows.Count(r => r.Channel == SurveyChannel.Paper), survey.AskedOnPaper),
            ],
            masked
        );
    }

    /// <summary>What people write carries phones and numbers of cards now and then: shown with stars.</summary>
    public static string Masked(string text) => PublicCases.WithoutNumbers(Numbers.Replace(text, m => Mask.IdStrict(m.Value)));

    private static readonly System.Text.RegularExpressions.Regex Numbers = new(
        @"(?<!\d)\d{17}[\dXx](?!\d)",
        System.Text.RegularExpressions.RegexOptions.None,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>The counts as a table; what is held back stays held back.</summary>
    /// <exception cref="RuleViolation"><c>survey.no-result</c>.</exception>
    public async Task<IResult> Table(Guid surveyId, string format, Actor actor, CancellationToken ct)
    {
        var survey = await desk.Find(surveyId, null, true, actor, ct);
        var result = await ResultOf(survey, false, ct) ?? throw new RuleViolation("survey.no-result");
        List<SheetColumn> columns =
        [
            new(T["题目"], 40),
            new(T["选项"], 24),
            new(T["选择人数"]),
            new(T["占作答人数"]),
            new(T["作答"]),
            new(T["看到这题"]),
            new(T["参与"]),
        ];
        var rows = new List<string?[]>();
        foreach (var t in result.Questions)
        {
            string?[] ground = t.IsHeldBack ? ["—", "—"] : [Say(t.Answered), Say(t.Shown)];
            void Add(string words, Counted? cell, int answered) =>
                rows.Add([
                    words,
                    cell?.Words ?? "",
                    cell is null ? ""
                    : cell.IsShown ? Say(cell.Count)
                    : "—",
                    cell is null ? "" : Share(cell, answered),
                    .. ground,
                    Say(result.Answers),
                ]);
            if (t.Cells.Count == 0 && t.Rows.Count == 0)
                Add(t.Of.Words, null, 0);
            foreach (var cell in t.Cells)
                Add(t.Of.Words, cell, t.Answered);
            foreach (var row in t.Rows)
            foreach (var cell in row.Cells)
                Add($"{t.Of.Words} · {row.Words}", cell, row.IsShown ? row.Answered : 0);
            foreach (var text in t.Texts)
                rows.Add([t.Of.Words, text, "", "", .. ground, Say(result.Answers)]);
        }
        return await File(survey, "results", format, columns, rows, actor, "survey.exported", T["统计表"], ct);
    }

    /// <summary>Answer by answer, of a named questionnaire, phones masked; who took it, when and why stands in the table and on the trail.</summary>
    /// <exception cref="RuleViolation"><c>survey.no-rows</c>: an anonymous one is never given out answer by answer.</exception>
    public async Task<IResult> Answers(Guid surveyId, string format, string? purpose, Actor actor, CancellationToken ct)
    {
        var survey = await desk.Find(surveyId, null, true, actor, ct);
        if (survey.IsAnonymous)
            throw new RuleViolation("survey.no-rows");
        if (survey.State == SurveyState.Draft)
            throw new RuleViolation("survey.no-result");
        var why = TextElements.Cut(CouncilDesk.Needed("Purpose", purpose), 60);
        var questions = SurveyForm.Read(survey.Questions);
        var heads = questions.SelectMany(q => q.Fields.Select(f => (Question: q, Field: f))).ToList();
        var answers = await desk
            .Db.Set<SurveyAnswer>()
            .AsNoTracking()
            .Where(a => a.SurveyId == surveyId)
            .OrderBy(a => a.Id)
            .ToListAsync(ct);
        List<SheetColumn> columns =
        [
            new(T["电话"]),
            new(T["作答渠道"]),
            .. heads.Select(h => new SheetColumn(
                h.Field == h.Question.Key
                    ? h.Question.Words
                    : $"{h.Question.Words} · {h.Question.Rows.First(r => h.Field == $"{h.Question.Key}.{r.Key}").Words}",
                24
            )),
        ];
        var mark = T[
            "由 {0} 于 {1} 导出，用途：{2}。内含个人信息，不得转发。",
            actor.Name,
            desk.Desk.Calendar.Local(desk.Desk.Now).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            why
        ].Value;
        var rows = answers
            .ConvertAll(a =>
            {
                var said = desk.Open(a);
                var phone = cipher.Open(a.DistrictId, SurveyAnswer.PhoneFieldName, a.PhoneSealed);
                return (string?[])
                    [
                        phone is null ? "" : Mask.Phone(phone),
                        a.Channel == SurveyChannel.Paper ? T["纸质"] : T["网上"],
                        .. heads.Select(h => InWords(h.Question, said.GetValueOrDefault(h.Field))),
                    ];
            })
            .Prepend([mark])
            .Append([mark])
            .ToList();
        return await File(survey, "answers", format, columns, rows, actor, "survey.answers-exported", why, ct);
    }

    private static string InWords(Question question, string[]? said) =>
        said is null ? ""
        : question.Kind == QuestionKind.Text ? Masked(said[0])
        : string.Join('；', said.Select(s => question.Answers.First(a => a.Key == s).Words));

    private async Task<IResult> File(
        Survey survey,
        string name,
        string format,
        List<SheetColumn> columns,
        IReadOnlyList<string?[]> rows,
        Actor actor,
        string action,
        string detail,
        CancellationToken ct
    )
    {
        if (format is not ("xlsx" or "csv"))
            throw new NotFound("format");
        desk.Db.Audit(actor, action, survey.Id, detail, desk.Desk.Now);
        await desk.Db.Save(ct);
        return format == "csv"
            ? Results.File(SheetWriter.WriteCsv(columns, rows), "text/csv", $"{survey.No}-{name}.csv")
            : Results.File(SheetWriter.Write(T["问卷"], columns, rows), SheetWriter.ContentType, $"{survey.No}-{name}.xlsx");
    }

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Share(Counted cell, int answered) =>
        cell.IsShown && answered > 0 ? (100.0 * cell.Count / answered).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "—";
}
