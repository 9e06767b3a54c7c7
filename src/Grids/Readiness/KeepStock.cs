using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Readiness;

/// <summary>Stock and lendable equipment: added, lent, returned. 应急物资</summary>
public sealed class KeepStock(ReadinessScope scope, FieldCipher cipher)
{
    /// <param name="AreaCode">6 to 12 digits.</param>
    /// <param name="Measure">台、件、个…</param>
    /// <param name="Owner">Who owns it.</param>
    /// <param name="Place">Where it lies.</param>
    public sealed record Command(
        [property: Needed, Longest(12)] string AreaCode,
        [property: Needed, Longest(60)] string Name,
        [property: Between(1, 1_000_000)] int Quantity,
        [property: Needed, Longest(10)] string Measure,
        [property: Needed, Longest(60)] string Owner,
        [property: Needed, Longest(100)] string Place,
        [property: Longest(20)] string? Phone = null,
        bool IsLendable = false
    );

    /// <param name="DueOn">Local day; null when nothing was agreed.</param>
    public sealed record Lend(
        Guid StockId,
        [property: Between(1, 1_000_000)] int Quantity,
        [property: Needed, Longest(60)] string Borrower,
        DateOnly? DueOn = null
    );

    /// <param name="LoanId">What comes back, whole.</param>
    public sealed record Return(Guid LoanId);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/stock", (Command command, KeepStock feature, Actor actor, CancellationToken ct) => feature.Add(command, actor, ct))
            .WithSummary("登记物资 · Add stock");
        api.MapPost("/loans", (Lend command, KeepStock feature, Actor actor, CancellationToken ct) => feature.Give(command, actor, ct))
            .WithSummary("借出 · Lend");
        api.MapPost(
                "/loans/return",
                (Return command, KeepStock feature, Actor actor, CancellationToken ct) => feature.TakeBack(command, actor, ct)
            )
            .WithSummary("归还 · Return");
    }

    public async Task<Guid> Add(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        scope.NeedsKeep(command.AreaCode, actor);
        var stock = new Stock
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            AreaCode = command.AreaCode,
            Name = PlainText.CleanLine(command.Name),
            Quantity = command.Quantity,
            Measure = PlainText.CleanLine(command.Measure),
            Owner = PlainText.CleanLine(command.Owner),
            Place = PlainText.CleanLine(command.Place),
            PhoneSealed = cipher.Seal(scope.Db.DistrictId, ReadinessPhones.Stock, RevealPhone.Checked(command.Phone)),
            IsLendable = command.IsLendable,
        };
        scope.Db.Add(stock);
        scope.Db.Audit(actor, "stock.added", stock.Id, $"{stock.AreaCode} {stock.Quantity}", scope.Now);
        await scope.Db.Save(ct);
        return stock.Id;
    }

    /// <exception cref="RuleViolation"><c>stock.not-lendable</c>, <c>stock.not-enough</c>.</exception>
    public async Task<Guid> Give(Lend command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var stock = await Find(command.StockId, ct);
        scope.NeedsKeepOf(stock.AreaCode, actor, "stock");
        stock.Lend(command.Quantity);
        var loan = new StockLoan
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            StockId = stock.Id,
            Quantity = command.Quantity,
            Borrower = PlainText.CleanLine(command.Borrower),
            LentAt = scope.Now,
            LentBy = actor.AccountId,
            DueOn = command.DueOn,
        };
        scope.Db.Add(loan);
        scope.Db.Audit(actor, "stock.lent", stock.Id, $"{loan.Quantity}", scope.Now);
        await scope.Db.Save(ct);
        return loan.Id;
    }

    /// <exception cref="RuleViolation"><c>stock.returned</c>.</exception>
    public async Task<Guid> TakeBack(Return command, Actor actor, CancellationToken ct)
    {
        var loan = await scope.Db.Set<StockLoan>().FirstOrDefaultAsync(l => l.Id == command.LoanId, ct) ?? throw new NotFound("loan");
        var stock = await Find(loan.StockId, ct);
        scope.NeedsKeepOf(stock.AreaCode, actor, "stock");
        if (loan.ReturnedAt is not null)
            throw new RuleViolation("stock.returned");
        (loan.ReturnedAt, loan.ReturnedTo) = (scope.Now, actor.AccountId);
        stock.TakeBack(loan.Quantity);
        scope.Db.Audit(actor, "stock.returned", stock.Id, $"{loan.Quantity}", scope.Now);
        await scope.Db.Save(ct);
        return loan.Id;
    }

    private async Task<Stock> Find(Guid id, CancellationToken ct) =>
        await scope.Db.Set<Stock>().FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFound("stock");
}
