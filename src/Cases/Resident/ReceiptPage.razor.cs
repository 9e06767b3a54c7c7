using Gezhi.Cases.Rating;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Resident;

public sealed partial class ReceiptPage
{
    private readonly RatingForm.Answers rating = new();
    private ReceiptView? receipt;
    private string? pressure;

    /// <summary>Receipt number as typed.</summary>
    [Parameter]
    public string No { get; set; } = "";

    /// <summary>What was typed when the number was looked up, where that differs from the number.</summary>
    [SupplyParameterFromQuery(Name = "no")]
    public string? Typed { get; set; }

    [Inject]
    private ReadReceipt Reading { get; set; } = null!;

    [Inject]
    private RateReport Rating { get; set; } = null!;

    [Inject]
    private TellPressure Telling { get; set; } = null!;

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

    private async Task Press()
    {
        pressure = (await Http!.Request.ReadFormAsync(Aborted))["Pressure"].ToString();
        await Act(() => Telling.Run(No, new TellPressure.Command(pressure), Aborted));
    }

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
