using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Council.Surveys;

/// <summary>Builds a questionnaire and leads it to its published result. 问卷编制和发布</summary>
public sealed class KeepSurvey(SurveyDesk desk, IConfiguration settings)
{
    /// <summary>Days after the close for which phones of named questionnaires are kept.</summary>
    public const int KeepDays = 1095;

    /// <param name="CopyOf">Begins with its title, intro and questions; null begins empty.</param>
    /// <param name="IsSatisfaction">Begins with the satisfaction survey that is shipped.</param>
    /// <param name="AreaCode">Where it asks.</param>
    public sealed record Draft(
        [property: Needed, Longest(Survey.LongestTitle)] string Title,
        [property: Needed, Longest(17)] string AreaCode,
        Guid? CopyOf = null,
        bool IsSatisfaction = false
    );

    /// <param name="OpensOn">Local day.</param>
    /// <param name="ClosesOn">Local day, included.</param>
    /// <param name="AskedOnline">Null: not known.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Frame(
        [property: Needed, Longest(Survey.LongestTitle)] string Title,
        [property: Longest(Survey.LongestIntro)] string? Intro,
        [property: Needed] SurveyAudience? Audience,
        bool IsAnonymous,
        DateOnly? OpensOn,
        DateOnly? ClosesOn,
        [property: Between(0, Survey.MostAsked)] int? AskedOnline = null,
        [property: Between(0, Survey.MostAsked)] int? AskedOnPaper = null,
        int? Version = null
    );

    /// <param name="Key">Null adds one.</param>
    /// <param name="Options">One a line.</param>
    /// <param name="Rows">One a line.</param>
    /// <param name="OnlyIf">Question and answer, <c>q1=2</c>; null: always shown.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Asking(
        [property: Longest(8)] string? Key,
        [property: Needed] QuestionKind? Kind,
        [property: Needed, Longest(SurveyForm.LongestWords)] string Words,
        bool IsRequired = false,
        [property: Longest(SurveyForm.MostOptions * (SurveyForm.LongestOption + 2))] string? Options = null,
        [property: Longest(SurveyForm.MostRows * (SurveyForm.LongestOption + 2))] string? Rows = null,
        [property: Between(0, SurveyForm.MostOptions)] int? Least = null,
        [property: Between(0, SurveyForm.MostOptions)] int? Most = null,
        int? Points = null,
        [property: Longest(20)] string? LowLabel = null,
        [property: Longest(20)] string? HighLabel = null,
        [property: Longest(20)] string? OnlyIf = null,
        int? Version = null
    );

    /// <summary>Where a question goes. 题目移动</summary>
    public enum Way
    {
        /// <summary>上移.</summary>
        Up,

        /// <summary>下移.</summary>
        Down,

        /// <summary>删除.</summary>
        Out,
    }

    /// <param name="Version">The version the person saw.</param>
    public sealed record Moving([property: Needed, Longest(8)] string Key, [property: Needed] Way? Way, int? Version = null);

    /// <summary>问卷操作.</summary>
    public enum Act
    {
        /// <summary>发布.</summary>
        Open,

        /// <summary>提前截止.</summary>
        Close,

        /// <summary>公布结果.</summary>
        Publish,

        /// <summary>删除草稿.</summary>
        Discard,
    }

    /// <param name="Outcome">What follows; needed to publish.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Doing(
        [property: Needed] Act? Act,
        [property: Longest(Survey.LongestIntro)] string? Outcome = null,
        bool ShowsTexts = false,
        int? Version = null
    );

    public sealed record Kept(Guid Id, string No, SurveyState State, int Version);

    public static void Map(IEndpointRouteBuilder surveys)
    {
        surveys
            .MapPost("", (Draft command, KeepSurvey feature, Actor actor, CancellationToken ct) => feature.Begin(command, null, actor, ct))
            .WithSummary("起草问卷 · Draft a questionnaire");
        surveys
            .MapPost(
                "/{surveyId:guid}/frame",
                (Guid surveyId, Frame command, KeepSurvey feature, Actor actor, CancellationToken ct) =>
                    feature.Set(surveyId, command, actor, ct)
            )
            .WithSummary("问卷说明、范围和起止 · Words, audience and days of a questionnaire");
        surveys
            .MapPost(
                "/{surveyId:guid}/questions",
                (Guid surveyId, Asking command, KeepSurvey feature, Actor actor, CancellationToken ct) =>
                    feature.Ask(surveyId, command, actor, ct)
            )
            .WithSummary("添加或修改题目 · Add or mend a question");
        surveys
            .MapPost(
                "/{surveyId:guid}/order",
                (Guid surveyId, Moving command, KeepSurvey feature, Actor actor, CancellationToken ct) =>
                    feature.Move(surveyId, command, actor, ct)
            )
            .WithSummary("移动或删除题目 · Move or take out a question");
        surveys
            .MapPost(
                "/{surveyId:guid}/acts",
                (Guid surveyId, Doing command, KeepSurvey feature, Actor actor, CancellationToken ct) =>
                    feature.Do(surveyId, command, actor, ct)
            )
            .WithSummary("发布、截止、公布 · Open, close, publish");
    }

    /// <exception cref="NotFound">The one to copy is not there.</exception>
    /// <exception cref="Forbidden">No post of the actor leads there.</exception>
    public async Task<Kept> Begin(Draft command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = desk.Desk.Area(nameof(command.AreaCode), command.AreaCode);
        var post = actor.Require(Permission.LeadCouncil, area);
        var copied = command.CopyOf is { } id ? await desk.Find(id, null, true, actor, ct) : null;
        return await Once.Run(
            desk.Db,
            "survey",
            Once.Bound(key, actor.AccountId, null),
            command,
            desk.Desk.Now,
            () =>
            {
                var survey = new Survey
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Desk.Now),
                    No = desk.Desk.NewNo(),
                    AreaCode = area,
                    Title = PlainText.CleanLine(command.Title),
                    Intro = copied?.Intro ?? (command.IsSatisfaction ? Satisfaction.Intro : ""),
                    Audience = copied?.Audience ?? SurveyAudience.Phone,
                    IsAnonymous = copied?.IsAnonymous ?? true,
                    Questions = copied?.Questions ?? (command.IsSatisfaction ? SurveyForm.Write(Satisfaction.Questions) : "[]"),
                    DraftedAt = desk.Desk.Now,
                    DraftedByTitle = post.Title,
                };
                desk.Db.Add(survey);
                desk.Db.Audit(actor, "survey.drafted", survey.Id, survey.Title, desk.Desk.Now);
                return Task.FromResult(Told(survey));
            },
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>survey.not-draft</c>.</exception>
    public async Task<Kept> Set(Guid surveyId, Frame command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.OpensOn > command.ClosesOn)
            throw new InvalidInput(nameof(command.ClosesOn), "survey.days");
        var survey = await Drafted(surveyId, command.Version, actor, ct);
        (survey.Title, survey.Intro, survey.Audience, survey.IsAnonymous) = (
            PlainText.CleanLine(command.Title),
            PlainText.Clean(command.Intro),
            command.Audience!.Value,
            command.IsAnonymous
        );
        (survey.OpensOn, survey.ClosesOn, survey.AskedOnline, survey.AskedOnPaper) = (
            command.OpensOn,
            command.ClosesOn,
            command.AskedOnline,
            command.AskedOnPaper
        );
        return await Save(survey, actor, "survey.changed", ct);
    }

    /// <exception cref="RuleViolation"><c>survey.not-draft</c>, <c>survey.too-many-questions</c>.</exception>
    public async Task<Kept> Ask(Guid surveyId, Asking command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var survey = await Drafted(surveyId, command.Version, actor, ct);
        var questions = SurveyForm.Read(survey.Questions).ToList();
        var at = command.Key is null ? -1 : questions.FindIndex(q => q.Key == command.Key);
        if (command.Key is not null && at < 0)
            throw new NotFound("question");
        if (at < 0 && questions.Count >= SurveyForm.MostQuestions)
            throw new RuleViolation("survey.too-many-questions", SurveyForm.MostQuestions);
        var before = at < 0 ? null : questions[at];
        var question = Made(command, before, before?.Key ?? NewKey(questions));
        SurveyForm.Check(question);
        if (at < 0)
            questions.Add(question);
        else
            questions[at] = question;
        survey.Questions = SurveyForm.Write(questions);
        return await Save(survey, actor, "survey.changed", ct);
    }

    private static string NewKey(List<Question> questions)
    {
        var no = questions.Count + 1;
        while (questions.Exists(q => q.Key == $"q{no}"))
            no++;
        return $"q{no}";
    }

    private static Question Made(Asking command, Question? before, string key)
    {
        var kind = command.Kind!.Value;
        var hasOptions = kind is QuestionKind.Single or QuestionKind.Multiple or QuestionKind.Matrix;
        return new Question
        {
            Key = key,
            Kind = kind,
            Words = PlainText.Clean(command.Words),
            IsRequired = command.IsRequired && kind != QuestionKind.Section,
            Options = hasOptions ? SurveyForm.Lines(command.Options, before?.Options ?? []) : [],
            Rows = kind == QuestionKind.Matrix ? SurveyForm.Lines(command.Rows, before?.Rows ?? []) : [],
            Least = kind == QuestionKind.Multiple ? command.Least ?? 0 : 0,
            Most = kind == QuestionKind.Multiple ? command.Most ?? 0 : 0,
            Points = kind == QuestionKind.Scale ? command.Points ?? 5 : 0,
            LowLabel = kind == QuestionKind.Scale ? PlainText.CleanLine(command.LowLabel) : "",
            HighLabel = kind == QuestionKind.Scale ? PlainText.CleanLine(command.HighLabel) : "",
            OnlyIf = command.OnlyIf?.Split('=') is [{ Length: > 0 } question, { Length: > 0 } answer] ? new ShowIf(question, answer) : null,
        };
    }

    /// <exception cref="RuleViolation"><c>survey.not-draft</c>.</exception>
    public async Task<Kept> Move(Guid surveyId, Moving command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var survey = await Drafted(surveyId, command.Version, actor, ct);
        var questions = SurveyForm.Read(survey.Questions).ToList();
        var at = questions.FindIndex(q => q.Key == command.Key);
        if (at < 0)
            throw new NotFound("question");
        var to = command.Way == Way.Up ? at - 1 : at + 1;
        if (command.Way == Way.Out)
            questions.RemoveAt(at);
        else if (to >= 0 && to < questions.Count)
            (questions[at], questions[to]) = (questions[to], questions[at]);
        survey.Questions = SurveyForm.Write(questions);
        return await Save(survey, actor, "survey.changed", ct);
    }

    /// <exception cref="RuleViolation"><c>survey.not-draft</c>, <c>survey.state</c>, <c>survey.days</c>, <c>survey.condition</c>, <c>survey.no-questions</c>.</exception>
    public async Task<Kept> Do(Guid surveyId, Doing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var survey = await desk.Find(surveyId, command.Version, true, actor, ct);
        switch (command.Act)
        {
            case Act.Open:
                survey.Open(desk.Desk.Today, desk.Desk.Now);
                desk.Db.SetTimer(SurveyTimer.Name, survey.Id, desk.Desk.EndOf(survey.ClosesOn!.Value), desk.Desk.Now);
                return await Save(survey, actor, "survey.opened", ct);
            case Act.Close:
                await End(survey, ct);
                return await Save(survey, actor, "survey.closed", ct);
            case Act.Publish:
                survey.Publish(CouncilDesk.Needed(nameof(command.Outcome), command.Outcome), command.ShowsTexts, desk.Desk.Now);
                return await Save(survey, actor, "survey.published", ct);
            default:
                survey.DemandDraft();
                desk.Db.Remove(survey);
                return await Save(survey, actor, "survey.discarded", ct);
        }
    }

    /// <summary>Closes it in the change that is being made.</summary>
    internal async Task End(Survey survey, CancellationToken ct)
    {
        survey.Close(desk.Desk.Now);
        if (survey.IsAnonymous)
            await desk.Rewrite(survey.Id, ct);
        else
            desk.Db.SetTimer(
                SurveyForget.Name,
                survey.Id,
                desk.Desk.Now.AddDays(Math.Max(1, settings.GetValue("Council:SurveyKeepDays", KeepDays))),
                desk.Desk.Now
            );
    }

    private async Task<Survey> Drafted(Guid surveyId, int? version, Actor actor, CancellationToken ct)
    {
        var survey = await desk.Find(surveyId, null, true, actor, ct);
        survey.DemandDraft(); // before the version: what is open can never be changed, however new the page
        CouncilDesk.Seen(survey, version);
        return survey;
    }

    private async Task<Kept> Save(Survey survey, Actor actor, string action, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, survey.Id, survey.Title, desk.Desk.Now);
        await desk.Db.Save(ct);
        return Told(survey);
    }

    private static Kept Told(Survey survey) => new(survey.Id, survey.No, survey.State, survey.Version);
}

/// <summary>The satisfaction survey that is shipped. 满意度调查</summary>
public static class Satisfaction
{
    public const string Intro = "想听听您对社区服务的看法，大约三分钟。匿名填写，谁填的、填了什么，我们都查不到。";

    private static IReadOnlyList<Choice> Lines(params string[] words) => SurveyForm.Lines(string.Join('\n', words), []);

    public static IReadOnlyList<Question> Questions { get; } =
    [
        new()
        {
            Key = "q1",
            Kind = QuestionKind.Scale,
            Words = "总的来说，您对社区的服务满意吗？",
            IsRequired = true,
            Points = 5,
            LowLabel = "很不满意",
            HighLabel = "很满意",
        },
        new()
        {
            Key = "q2",
            Kind = QuestionKind.Matrix,
            Words = "这几件事，您觉得做得怎么样？",
            Rows = Lines("环境卫生", "公共安全", "为老为小服务", "反映问题后的答复"),
            Options = Lines("好", "一般", "不好", "没接触过"),
        },
        new()
        {
            Key = "q3",
            Kind = QuestionKind.Single,
            Words = "最近一年，您找社区或物业反映过问题吗？",
            IsRequired = true,
            Options = Lines("反映过", "没有"),
        },
        new()
        {
            Key = "q4",
            Kind = QuestionKind.Single,
            Words = "反映的问题解决了吗？",
            Options = Lines("解决了", "部分解决", "没有解决"),
            OnlyIf = new ShowIf("q3", "1"),
        },
        new()
        {
            Key = "q5",
            Kind = QuestionKind.Multiple,
            Words = "接下来最该办的是哪些？",
            Most = 3,
            Options = Lines("停车", "电动车充电", "养老助餐", "托管和课后照看", "健身休闲场地", "房屋和管线维修"),
        },
        new()
        {
            Key = "q6",
            Kind = QuestionKind.Text,
            Words = "还有什么想说的？",
        },
    ];
}
