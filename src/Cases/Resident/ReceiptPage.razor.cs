using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Privacy;
using Gezhi.Cases.Rating;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Resident;

public sealed partial class ReceiptPage
{
    private const int MostAlike = 3;
    private readonly RatingForm.Answers rating = new();
    private ReceiptView? receipt;
    private IReadOnlyList<AlsoMe.Near> alike = [];
    private CatalogueOf? catalogue;
    private string? pressure;

    /// <summary>Receipt number as typed.</summary>
    [Parameter]
    public string No { get; set; } = "";

    /// <summary>What was typed when the number was looked up, where that differs from the number.</summary>
    [SupplyParameterFromQuery(Name = "no")]
    public string? Typed { get; set; }

    /// <summary>Something was added a moment ago.</summary>
    [SupplyParameterFromQuery(Name = "more")]
    public string? Supplemented { get; set; }

    [Inject]
    private Supplement Supplementing { get; set; } = null!;

    [Inject]
    private AlsoMe Near { get; set; } = null!;

    [Inject]
    private Catalogues Catalogues { get; set; } = null!;

    [Inject]
    private GezhiDb Db { get; set; } = null!;

    [Inject]
    private ReadReceipt Reading { get; set; } = null!;

    [Inject]
    private RateReport Rating { get; set; } = null!;

    [Inject]
    private TellPressure Telling { get; set; } = null!;

    [Inject]
    private PhotoConsents Photos { get; set; } = null!;

    [Inject]
    private WithdrawReport Withdrawing { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Address => $"/receipt/{receipt?.ReceiptNo}";

    protected override async Task Fetch()
    {
        Http?.NotForOthers();
        try
        {
            receipt = await Reading.Run(No, Aborted);
            await FindAlike();
        }
        catch (NotFound)
        {
            Answer(StatusCodes.Status404NotFound);
        }
    }

    private async Task Rate()
    {
        var form = await Http!.Request.ReadFormAsync(Aborted);
        rating.Read(form);
        await Act(async () =>
        {
            if (rating is not { IsSolved: { } isSolved, Satisfaction: { } satisfaction })
                throw new InvalidInput(rating.Missing);
            await Rating.Run(No, new RateReport.Command(isSolved, satisfaction, rating.Text), Reader, Aborted);
        });
    }

    /// <summary>Only while nobody works on the own report: later a person has looked.</summary>
    private async Task FindAlike()
    {
        if (receipt is not { CanWithdraw: true, Lon: { } lon, Lat: { } lat })
            return;
        catalogue = await Catalogues.Of(Db, Aborted);
        alike = await Near.Alike(lon, lat, receipt.CategoryKey, receipt.Text, MostAlike, Aborted);
    }

    private async Task AddMore()
    {
        if (receipt is null)
            return;
        var done = await TryForm(async () =>
        {
            var files = await FormOrJson.Files((await Http!.Request.ReadFormAsync(Aborted)).Files, Aborted);
            await Supplementing.Run(No, new Supplement.Command(Sent("More"), Sent("WantsCall").Length > 0), files, Reader, Aborted);
        });
        if (done)
            Navigation.NavigateTo(Address + "?more=1#more");
    }

    private Task Same() =>
        Act(() => Near.JoinOwn(No, Guid.TryParse(Sent("CaseId"), out var id) ? id : throw new RuleViolation("near.gone"), Reader, Aborted));

    private string Sent(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    private async Task Press()
    {
        pressure = (await Http!.Request.ReadFormAsync(Aborted))["Pressure"].ToString();
        await Act(() => Telling.Run(No, new TellPressure.Command(pressure), Aborted));
    }

    private Task HideChild() => Act(() => Photos.HideByReporter(No, Reader, Aborted));

    private Task Withdraw() => Act(() => Withdrawing.Run(No, Reader, Aborted));

    /// <summary>Done: the page is asked for anew, so that going back or reloading repeats nothing. Refused: it says why.</summary>
    private async Task Act(Func<Task> work)
    {
        if (receipt is null)
            return;
        if (await TryForm(work))
            Navigation.NavigateTo(Address);
        else
            receipt = await Reading.Run(No, Aborted);
    }
}
