/** What a supplier says that it has sent. */
export interface Delivery {
  readonly id: number;
  readonly productId: number;
  readonly quantity: number;
}
