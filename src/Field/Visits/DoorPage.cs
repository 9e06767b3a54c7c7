using System.Globalization;
using Gezhi.Field.Areas;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Field.Visits;

/// <summary>Base of the pages about doors: who reads, what was posted, nothing kept by the browser. 走访页面基类</summary>
public abstract class DoorPage : GezhiPage
{
    [Inject]
    protected DoorScope Scope { get; set; } = null!;

    [Inject]
    protected DoorWords Words { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected Actor Actor { get; private set; } = null!;

    protected CancellationToken Aborted => Http!.RequestAborted;

    protected bool IsPosted => HttpMethods.IsPost(Http!.Request.Method);

    protected override void Begin()
    {
        Actor = Http!.Actor()!;
        if (!Http!.Response.HasStarted)
            Http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>Reads the page again after a form; <see cref="GezhiPage.Fetch"/> calls it too.</summary>
    protected abstract Task Load();

    protected override Task Fetch() => Load();

    /// <summary>Does what the form asks; a refusal stays on the page with what was typed.</summary>
    /// <param name="work">By the value of the field <c>Do</c>; null for a form that this page does not know. Gives the address to go to, null for the same page.</param>
    protected async Task Submit(Func<string, Task<string?>?> work)
    {
        if (AreaChoices.IsLooking(Http!))
        {
            await Load();
            return;
        }
        string? to = null;
        var done = await Try(async () => to = await (work(Form("Do")) ?? throw new InvalidInput("Do", "input.invalid")));
        Scope.Db.Forget();
        if (done)
            Navigation.NavigateTo(to ?? Http!.Request.Path.Value + Http.Request.QueryString.Value);
        else
            await Load();
    }

    protected string Form(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    protected IReadOnlyList<string> Forms(string name) =>
        Http is { Request.HasFormContentType: true } http ? [.. http.Request.Form[name].OfType<string>()] : [];

    /// <summary>A key the form carried; a form that is sent twice does one thing.</summary>
    protected string? Key => Form("Key") is { Length: > 0 } key ? key : null;

    protected string NewKey() => Gezhi.Platform.Ids.New(Scope.Now).ToString("N");

    protected Guid Id(string name) => Guid.TryParse(Form(name), out var id) ? id : throw new InvalidInput(name, "input.required");

    protected int Number(string name) => MaybeNumber(name) ?? throw new InvalidInput(name, "input.required");

    protected int? MaybeNumber(string name) =>
        Form(name).Length == 0 ? null
        : int.TryParse(Form(name), CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidInput(name, "input.invalid");

    protected DateOnly? On(string name) =>
        DateOnly.TryParseExact(Form(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    protected TEnum One<TEnum>(string name)
        where TEnum : struct, Enum => Named.One<TEnum>(Form(name)) ?? throw new InvalidInput(name, "input.required");

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected static string Percent(double? share) => share is { } given ? given.ToString("P0", CultureInfo.InvariantCulture) : "—";

    protected bool Leads(string areaCode) => Actor.PostFor(Permission.LeadVisits, areaCode) is not null;

    protected bool LeadsSomewhere => Actor.Can(Permission.LeadVisits);
}
