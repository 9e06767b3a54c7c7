using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Open311.Catalogue;

/// <summary>Asks, changes and drops questions; says what the world may read. 维护提问与公开设置</summary>
internal sealed partial class KeepQuestions(GezhiDb db, ServiceList services, TimeProvider clock)
{
    /// <summary>Characters.</summary>
    public const int LongestCode = 40;

    /// <summary>Characters.</summary>
    public const int LongestText = 200;

    /// <summary>Characters.</summary>
    public const int LongestChoices = 2000;

    /// <param name="Code">Letters, digits and _; clients know the question by it. Saving under a known code changes the question.</param>
    /// <param name="Choices">Only for lists; one a line: <c>key|中文|English</c>.</param>
    /// <param name="Automated">What is not asked of a person cannot be required: a platform that does not know the word would never get through.</param>
    /// <param name="Version">The version the person saw; null for a new one.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string CategoryKey,
        [property: Needed, Longest(LongestCode)] string Code,
        [property: Needed] QuestionKind? Kind,
        [property: Needed, Longest(LongestText)] string TextZh,
        [property: Longest(LongestText)] string? TextEn = null,
        bool IsRequired = false,
        [property: Between(1, 999)] int Order = 1,
        [property: Longest(LongestChoices)] string? Choices = null,
        Automation Automated = Automation.Asked,
        int? Version = null
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Retirement(
        [property: Needed, Longest(60)] string CategoryKey,
        [property: Needed, Longest(LongestCode)] string Code,
        int? Version = null
    );

    /// <param name="ShowsWords">What was said is public once the matter is filed.</param>
    /// <param name="AsksTheirNumber">Every service asks for the other platform's number; null leaves it as it is.</param>
    public sealed record Opening([property: Needed] bool? ShowsWords, bool? AsksTheirNumber = null, int? Version = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        var open311 = api.MapGroup("/open311").RequirePermission(Permission.KeepDeadlines).WithTags("Open311");
        open311
            .MapPut("/questions", (Command command, KeepQuestions f, Actor actor, CancellationToken ct) => f.Save(command, actor, ct))
            .WithSummary("类别提问 · Ask a question about a category");
        open311
            .MapPost(
                "/questions/retirements",
                (Retirement command, KeepQuestions f, Actor actor, CancellationToken ct) => f.Retire(command, actor, ct)
            )
            .WithSummary("不再提问 · Ask it no more");
        open311
            .MapPut("/publication", (Opening command, KeepQuestions f, Actor actor, CancellationToken ct) => f.Open(command, actor, ct))
            .WithSummary("公开范围 · What the world may read");
    }

    /// <exception cref="InvalidInput">The category is not in use, the code has other signs, or a list has no choices.</exception>
    /// <exception cref="StaleVersion">Somebody else changed it.</exception>
    public async Task Save(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        RequireDistrict(actor);
        if (await services.ByKey(command.CategoryKey, ct) is null)
            throw new InvalidInput(nameof(command.CategoryKey), "category.unknown");
        if (!Codes().IsMatch(command.Code))
            throw new InvalidInput(nameof(command.Code), "open311.code");
        var choices = PlainText.Clean(command.Choices);
        if (command.Kind is QuestionKind.OneOf or QuestionKind.SomeOf && !AreChoices(choices))
            throw new InvalidInput(nameof(command.Choices), "open311.choices");
        var question = await Find(command.CategoryKey, command.Code, ct);
        if (question is not null && command.Version is { } seen && seen != question.Version)
            throw new StaleVersion(question.Version);
        if (question is null)
            db.Add(
                question = new Question
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(clock.UtcNow),
                    CategoryKey = command.CategoryKey,
                    Code = command.Code,
                }
            );
        (question.Kind, question.Order, question.RetiredAt) = (command.Kind!.Value, command.Order, null);
        question.Automated = command.Kind == QuestionKind.Notice ? Automation.Asked : command.Automated;
        question.IsRequired = command.IsRequired && command.Kind != QuestionKind.Notice && question.Automated == Automation.Asked;
        (question.TextZh, question.TextEn) = (PlainText.CleanLine(command.TextZh), PlainText.CleanLine(command.TextEn));
        question.Choices = command.Kind is QuestionKind.OneOf or QuestionKind.SomeOf ? choices : "";
        db.Audit(actor, "open311.question-saved", question.Id, $"{question.CategoryKey} {question.Code}", clock.UtcNow);
        await db.Save(ct);
    }

    /// <exception cref="NotFound">No such question.</exception>
    public async Task Retire(Retirement command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        RequireDistrict(actor);
        var question = await Find(command.CategoryKey, command.Code, ct) ?? throw new NotFound("question");
        if (command.Version is { } seen && seen != question.Version)
            throw new StaleVersion(question.Version);
        question.RetiredAt = clock.UtcNow;
        db.Audit(actor, "open311.question-retired", question.Id, $"{question.CategoryKey} {question.Code}", clock.UtcNow);
        await db.Save(ct);
    }

    public async Task Open(Opening command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        RequireDistrict(actor);
        var setting = await db.Set<Publication>().FirstOrDefaultAsync(ct);
        if (setting is not null && command.Version is { } seen && seen != setting.Version)
            throw new StaleVersion(setting.Version);
        if (setting is null)
            db.Add(setting = new Publication { DistrictId = db.DistrictId });
        setting.ShowsWords = command.ShowsWords!.Value;
        setting.AsksTheirNumber = command.AsksTheirNumber ?? setting.AsksTheirNumber;
        var said = (setting.ShowsWords ? "words" : "categories") + (setting.AsksTheirNumber ? ", their number" : "");
        db.Audit(actor, "open311.publication", null, said, clock.UtcNow);
        await db.Save(ct);
    }

    private Task<Question?> Find(string categoryKey, string code, CancellationToken ct) =>
        db.Set<Question>().FirstOrDefaultAsync(q => q.CategoryKey == categoryKey && q.Code == code, ct);

    private void RequireDistrict(Actor actor) =>
        actor.Require(Permission.KeepDeadlines, db.DistrictId.ToString(CultureInfo.InvariantCulture));

    private static bool AreChoices(string choices)
    {
        var keys = choices.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('|')[0].Trim()).ToList();
        return keys.Count > 0 && keys.TrueForAll(k => k.Length is > 0 and <= 60) && keys.Distinct().Count() == keys.Count;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$", RegexOptions.None, 1000)]
    private static partial Regex Codes();
}
