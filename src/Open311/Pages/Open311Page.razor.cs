using System.Globalization;
using Gezhi.Open311.Catalogue;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Open311.Pages;

/// <summary>Address, publication and questions of the open interface. 对外接口页面</summary>
public sealed partial class Open311Page
{
    private IReadOnlyList<Service> services = [];
    private IReadOnlyList<Question> questions = [];
    private Publication? publication;
    private Question? edited;

    [Inject]
    private GezhiDb Db { get; set; } = null!;

    [Inject]
    private IServiceProvider Provider { get; set; } = null!;

    [Inject]
    private IConfiguration Configuration { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private Actor Actor { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    [SupplyParameterFromQuery(Name = "edit")]
    private string? Edit { get; set; }

    private CancellationToken Aborted => Http?.RequestAborted ?? CancellationToken.None;

    private KeepQuestions Keeping => (KeepQuestions)Provider.GetService(typeof(KeepQuestions))!;

    private string Address => Http is { Request: var request } ? $"{PublicAddress.Of(request, Configuration)}/open311/v2/" : "/open311/v2/";

    private Dictionary<string, string> Labels =>
        new()
        {
            ["CategoryKey"] = T["类别"],
            ["Code"] = T["编码"],
            ["TextZh"] = T["提问"],
            ["Choices"] = T["选项"],
        };

    protected override async Task Fetch()
    {
        services = await ((ServiceList)Provider.GetService(typeof(ServiceList))!).All(Aborted);
        questions = await Db.Set<Question>()
            .AsNoTracking()
            .Where(q => q.RetiredAt == null)
            .OrderBy(q => q.CategoryKey)
            .ThenBy(q => q.Order)
            .ThenBy(q => q.Code)
            .ToListAsync(Aborted);
        publication = await Db.Set<Publication>().AsNoTracking().FirstOrDefaultAsync(Aborted);
        edited = Guid.TryParse(Edit, out var id) ? questions.FirstOrDefault(q => q.Id == id) : null;
    }

    private Task Save() =>
        Done(() =>
            Keeping.Save(
                new KeepQuestions.Command(
                    Sent("CategoryKey"),
                    Sent("Code").Trim(),
                    Named.One<QuestionKind>(Sent("Kind")) ?? throw new InvalidInput("Kind", "input.invalid"),
                    Sent("TextZh"),
                    Sent("TextEn"),
                    Sent("IsRequired") == "true",
                    Number("Order") ?? 1,
                    Sent("Choices"),
                    Named.One<Automation>(Sent("Automated")) ?? Automation.Asked,
                    Number("Version")
                ),
                Actor,
                Aborted
            )
        );

    private Task Retire() =>
        Done(() => Keeping.Retire(new KeepQuestions.Retirement(Sent("CategoryKey"), Sent("Code"), Number("Version")), Actor, Aborted));

    private Task SavePublication() =>
        Done(() =>
            Keeping.Open(
                new KeepQuestions.Opening(Sent("ShowsWords") == "true", Sent("AsksTheirNumber") == "true", Number("Version")),
                Actor,
                Aborted
            )
        );

    private async Task Done(Func<Task> work)
    {
        if (await Try(work))
            Navigation.NavigateTo("/open311?said=1");
    }

    private string Sent(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    private int? Number(string name) =>
        int.TryParse(Sent(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What was typed when the form was refused, else what is kept.</summary>
    private string? Kept(string name, string? kept) => Problem is not null && IsPostOf("question") ? Sent(name) : kept;

    private string NameOf(string categoryKey) => services.FirstOrDefault(s => s.Key == categoryKey)?.Name ?? categoryKey;

    private string Word(Automation filler) =>
        filler switch
        {
            Automation.Asked => T["由市民回答"],
            Automation.HiddenField => T["对方页面（隐藏）"],
            Automation.ServerSet => T["对方系统"],
            _ => throw new ArgumentOutOfRangeException(nameof(filler), filler, null),
        };

    private string Word(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Line => T["一行文字"],
            QuestionKind.Text => T["多行文字"],
            QuestionKind.Number => T["数字"],
            QuestionKind.Instant => T["时间"],
            QuestionKind.OneOf => T["单选"],
            QuestionKind.SomeOf => T["多选"],
            QuestionKind.Notice => T["只是提示，不用回答"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
