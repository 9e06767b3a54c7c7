using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FieldCloser : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "void_asked_at",
                table: "field_inspection",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "void_asked_by",
                table: "field_inspection",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "void_reason",
                table: "field_inspection",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "voided_at",
                table: "field_inspection",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "voided_by",
                table: "field_inspection",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "decided_by",
                table: "field_entry",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decided_why",
                table: "field_entry",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "title_en",
                table: "field_checklist",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_cases_report_taken_by_created_at",
                table: "cases_report",
                columns: new[] { "district_id", "taken_by", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_report_taken_by_created_at",
                table: "cases_report");

            migrationBuilder.DropColumn(
                name: "void_asked_at",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "void_asked_by",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "void_reason",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "voided_at",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "voided_by",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "decided_by",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "decided_why",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "title_en",
                table: "field_checklist");
        }
    }
}
