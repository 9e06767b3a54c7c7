using System.Globalization;
using Gezhi.Cases.Catalogue;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Answers;

/// <summary>Reads and saves prepared answers, legal channels and house words. 维护答复</summary>
public sealed partial class TemplatesPage
{
    private IReadOnlyList<AnswerTemplate> templates = [];
    private IReadOnlyList<LegalChannel> channels = [];
    private List<HouseWord> words = [];
    private List<AnswerTemplate> editions = [];
    private List<(string Name, string Text)> previews = [];
    private IReadOnlyDictionary<Guid, string> names = new Dictionary<Guid, string>();
    private CatalogueOf catalogue = null!;
    private AnswerTemplate? chosen;
    private Case? example;

    [SupplyParameterFromQuery(Name = "tab")]
    private string? TabText { get; set; }

    /// <summary>The template that is open; "new" for an empty form.</summary>
    [SupplyParameterFromQuery(Name = "code")]
    private string? Code { get; set; }

    /// <summary>A case to try it on.</summary>
    [SupplyParameterFromQuery(Name = "no")]
    private string? No { get; set; }

    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    private string Tab => TabText is "channels" or "words" ? TabText : "templates";

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private Dictionary<string, string> Labels =>
        new()
        {
            ["Name"] = T["名称"],
            ["Code"] = T["代号"],
            ["TextZh"] = T["中文"],
            ["TextEn"] = T["英文"],
            ["Phone"] = T["电话"],
            ["Address"] = T["地址"],
            ["Hours"] = T["办公时间"],
        };

    protected override async Task Fetch()
    {
        catalogue = await Desk.Catalogue(Aborted);
        channels = await Answers.Channels(Aborted);
        if (Tab == "words")
            words = await Desk.Db.Set<HouseWord>().AsNoTracking().OrderBy(w => w.Word).ToListAsync(Aborted);
        if (Tab != "templates")
            return;
        templates =
        [
            .. (await Answers.Newest(Aborted)).OrderBy(t => t.IsRetired).ThenBy(t => t.Kind).ThenBy(t => t.Code, StringComparer.Ordinal),
        ];
        chosen = templates.FirstOrDefault(t => t.Code == Code);
        if (chosen is null)
            return;
        editions = await Desk
            .Db.Set<AnswerTemplate>()
            .AsNoTracking()
            .Where(t => t.Code == chosen.Code)
            .OrderByDescending(t => t.Edition)
            .ToListAsync(Aborted);
        names = await Staff.Names([.. editions.Select(e => e.By).OfType<Guid>().Distinct()], Aborted);
        await TryOn();
    }

    /// <summary>The case that was named, else the newest that fits the step.</summary>
    private async Task TryOn()
    {
        var cases = Desk.Db.Cases.AsNoTracking().VisibleTo(Actor, Desk.Db);
        example = string.IsNullOrWhiteSpace(No)
            ? await cases
                .Where(c => chosen!.Kind != AnswerKind.Close || c.ClosedAt != null)
                .OrderByDescending(c => c.CreatedAt)
                .FirstOrDefaultAsync(Aborted)
            : await cases.FirstOrDefaultAsync(c => c.CaseNo == No.Trim(), Aborted);
        if (example is null)
            return;
        previews =
        [
            (T["中文"], (await Answers.Fill(chosen!, example, false, Aborted)).Text),
            (T["英文"], (await Answers.Fill(chosen!, example, true, Aborted)).Text),
        ];
    }

    private string Open(AnswerTemplate template) =>
        $"/answers?code={template.Code}" + (No is { Length: > 0 } ? "&no=" + Uri.EscapeDataString(No) : "");

    private string KindName(AnswerKind kind) =>
        kind switch
        {
            AnswerKind.Close => T["结案答复"],
            AnswerKind.Decline => T["不予受理"],
            AnswerKind.Transfer => T["转办"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private string? Value(string name, string? kept) => IsPostOf("template") ? Sent(name) : kept;

    private bool Mine(string code) => Sent("_handler") == $"channel-{code}";

    private static int? Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Task SaveTemplate() =>
        Try(async () =>
        {
            var kind = Named.One<AnswerKind>(Sent("Kind")) ?? throw new InvalidInput("Kind", "input.invalid");
            var kept = await Keeping.Run(
                new KeepAnswers.Template(
                    Sent("Code"),
                    kind,
                    Sent("Name"),
                    Sent("TextZh"),
                    Sent("TextEn"),
                    Sent("CategoryKey"),
                    Sent("ChannelCode"),
                    Sent("IsRetired") == "true",
                    Number(Sent("Edition"))
                ),
                Actor,
                Aborted
            );
            return $"/answers?code={kept.Code}&said=1";
        });

    private Task SaveChannel() =>
        Try(async () =>
        {
            await Keeping.Run(
                new KeepAnswers.Place(Sent("Code"), Sent("Phone"), Sent("Address"), Sent("Hours"), Number(Sent("Version"))),
                Actor,
                Aborted
            );
            return "/answers?tab=channels&said=1";
        });

    private Task SaveWord() =>
        Try(async () =>
        {
            await Keeping.Run(new KeepAnswers.Word(Sent("Name"), Sent("Instead")), Actor, Aborted);
            return "/answers?tab=words&said=1";
        });

    private Task DropWord() =>
        Try(async () =>
        {
            await Keeping.Run(new KeepAnswers.Word(Sent("Name"), IsGone: true), Actor, Aborted);
            return "/answers?tab=words&said=1";
        });

    /// <summary>A form whose row is gone: it is shown what is there now.</summary>
    private Task Away() => Try(() => Task.FromResult<string?>("/answers"));

    private IEnumerable<string> Gone =>
        Sent("_handler") is { Length: > 0 } name
        && (
            name.StartsWith("channel-", StringComparison.Ordinal)
            || name.StartsWith("gone-", StringComparison.Ordinal)
            || name is "template" or "word"
        )
        && !IsThere(name)
            ? [name]
            : [];

    private bool IsThere(string name) =>
        name switch
        {
            "template" => Tab == "templates" && Code is not null,
            "word" => Tab == "words",
            _ when name.StartsWith("channel-", StringComparison.Ordinal) => Tab == "channels"
                && channels.Any(c => name == $"channel-{c.Code}"),
            _ => Tab == "words" && words.Exists(w => name == $"gone-{w.Word}"),
        };
}
